//! The client against a server of the generated trait, in one process and without a network.

use catalog::{
    Catalog,
    shared_proto::v1::{
        Anime, Episode, GetAnimeRequest, GetAnimeResponse, ListEpisodesRequest, ListEpisodesResponse,
        SearchAnimeRequest, SearchAnimeResponse,
        catalog_service_server::{CatalogService, CatalogServiceServer},
        get_anime_request::Lookup,
    },
};
use tonic::{Code, Request, Response, Status, async_trait, codegen::tokio_stream};

/// Knows one anime with five episodes and gives two of them a page; the anime "loop" has a page without end.
struct Server;

#[async_trait]
impl CatalogService for Server {
    type SearchAnimeStream = tokio_stream::Iter<std::vec::IntoIter<Result<SearchAnimeResponse, Status>>>;

    async fn get_anime(&self, request: Request<GetAnimeRequest>) -> Result<Response<GetAnimeResponse>, Status> {
        match request.into_inner().lookup {
            Some(Lookup::AnimeId(id)) if id == "1" => {
                let anime = Anime { id: Some(id), title: "Rei no Daimei".into(), ..Anime::default() };
                Ok(Response::new(GetAnimeResponse { anime: Some(anime), characters: vec![] }))
            }
            Some(_) => Err(Status::not_found("no such anime")),
            None => Err(Status::invalid_argument("neither an identifier nor a page")),
        }
    }

    async fn search_anime(
        &self,
        request: Request<SearchAnimeRequest>,
    ) -> Result<Response<Self::SearchAnimeStream>, Status> {
        let SearchAnimeRequest { query, limit, .. } = request.into_inner();
        if query.is_empty() {
            return Err(Status::invalid_argument("an empty query"));
        }
        let hits = (1..=limit).map(|position| {
            let anime = Anime { title: format!("{query} {position}"), ..Anime::default() };
            Ok(SearchAnimeResponse { anime: Some(anime), position })
        });
        Ok(Response::new(tokio_stream::iter(hits.collect::<Vec<_>>())))
    }

    async fn list_episodes(
        &self,
        request: Request<ListEpisodesRequest>,
    ) -> Result<Response<ListEpisodesResponse>, Status> {
        let ListEpisodesRequest { anime_id, page_token, .. } = request.into_inner();
        if anime_id == "loop" {
            return Ok(Response::new(ListEpisodesResponse { episodes: vec![], next_page_token: "again".into() }));
        }
        let first: i32 = if page_token.is_empty() { 1 } else { page_token.parse().expect("a token of ours") };
        let last = (first + 1).min(5);
        Ok(Response::new(ListEpisodesResponse {
            episodes: (first..=last).map(|episode_number| Episode { episode_number, ..Episode::default() }).collect(),
            next_page_token: if last < 5 { (last + 1).to_string() } else { String::new() },
        }))
    }
}

fn client() -> Catalog<CatalogServiceServer<Server>> {
    Catalog::new(CatalogServiceServer::new(Server))
}

#[tokio::test]
async fn gets_an_anime_or_none() {
    let mut client = client();
    let anime = client.anime("1").await.expect("an answer");
    assert_eq!(anime.map(|anime| anime.title).as_deref(), Some("Rei no Daimei"));
    assert_eq!(client.anime("2").await.expect("an answer"), None);
}

#[tokio::test]
async fn collects_what_a_search_streams() {
    let found = client().search("daimei", 3).await.expect("an answer");
    let titles: Vec<_> = found.iter().map(|anime| anime.title.as_str()).collect();
    assert_eq!(titles, ["daimei 1", "daimei 2", "daimei 3"]);
}

#[tokio::test]
async fn passes_on_what_the_server_refuses() {
    let refused = client().search("", 3).await.expect_err("a refusal");
    assert_eq!(refused.code(), Code::InvalidArgument);
}

#[tokio::test]
async fn goes_through_the_pages_of_episodes() {
    let episodes = client().episodes("1").await.expect("all pages");
    let numbers: Vec<_> = episodes.iter().map(|episode| episode.episode_number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn ends_when_a_page_names_itself() {
    let endless = client().episodes("loop").await.expect_err("no end");
    assert_eq!(endless.code(), Code::DataLoss);
}
