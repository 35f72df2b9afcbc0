use tonic::{
    Code, Status,
    body::Body,
    client::GrpcService,
    codegen::{Body as HttpBody, Bytes, StdError},
};

use crate::shared_proto::v1::{
    Anime, Episode, GetAnimeRequest, ListEpisodesRequest, SearchAnimeRequest,
    catalog_service_client::CatalogServiceClient, get_anime_request::Lookup,
};

/// A client of the catalogue's service over any transport, such as a `tonic::transport::Channel`.
pub struct Catalog<T> {
    service: CatalogServiceClient<T>,
}

impl<T> Catalog<T>
where
    T: GrpcService<Body>,
    T::Error: Into<StdError>,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
{
    pub fn new(transport: T) -> Self {
        Self { service: CatalogServiceClient::new(transport) }
    }

    /// The anime with an identifier; none when the catalogue has no such anime.
    pub async fn anime(&mut self, id: &str) -> Result<Option<Anime>, Status> {
        let request = GetAnimeRequest { lookup: Some(Lookup::AnimeId(id.to_owned())), include_characters: false };
        match self.service.get_anime(request).await {
            Ok(response) => Ok(response.into_inner().anime),
            Err(status) if status.code() == Code::NotFound => Ok(None),
            Err(status) => Err(status),
        }
    }

    /// The anime that match a text, the closest first, at most `limit` of them.
    pub async fn search(&mut self, query: &str, limit: i32) -> Result<Vec<Anime>, Status> {
        let request = SearchAnimeRequest { query: query.to_owned(), limit, ..SearchAnimeRequest::default() };
        let mut stream = self.service.search_anime(request).await?.into_inner();
        let mut found = Vec::new();
        while let Some(hit) = stream.message().await? {
            found.extend(hit.anime);
        }
        Ok(found)
    }

    /// Every episode of an anime, from all pages.
    pub async fn episodes(&mut self, anime_id: &str) -> Result<Vec<Episode>, Status> {
        let mut request = ListEpisodesRequest { anime_id: anime_id.to_owned(), ..ListEpisodesRequest::default() };
        let mut episodes = Vec::new();
        loop {
            let page = self.service.list_episodes(request.clone()).await?.into_inner();
            episodes.extend(page.episodes);
            if page.next_page_token.is_empty() {
                return Ok(episodes);
            }
            if page.next_page_token == request.page_token {
                return Err(Status::data_loss(format!(
                    "The page {:?} of the episodes of {anime_id:?} names itself as the next one.",
                    request.page_token
                )));
            }
            request.page_token = page.next_page_token;
        }
    }
}
