use crate::shared_proto::v1::{Anime, AnimeSeason, AnimeType};

/// The heading of an anime: `A Sample Title (TV, Fall 2024)`.
///
/// The English title where there is one, else the main title. What is not known is left out, a season without its
/// year included.
pub fn heading(anime: &Anime) -> String {
    let title = anime.title_english.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or(&anime.title);
    let details: Vec<String> =
        [format_label(anime.r#type()).map(str::to_owned), premiere(anime)].into_iter().flatten().collect();
    if details.is_empty() { title.to_owned() } else { format!("{title} ({})", details.join(", ")) }
}

/// What readers call a release format; none where it is not known.
fn format_label(format: AnimeType) -> Option<&'static str> {
    match format {
        AnimeType::Cm => Some("Commercial"),
        AnimeType::Movie => Some("Movie"),
        AnimeType::Music => Some("Music"),
        AnimeType::Ona => Some("ONA"),
        AnimeType::Ova => Some("OVA"),
        AnimeType::Pv => Some("PV"),
        AnimeType::Special => Some("Special"),
        AnimeType::Tv => Some("TV"),
        AnimeType::TvShort => Some("TV short"),
        AnimeType::TvSpecial => Some("TV special"),
        AnimeType::Unknown | AnimeType::Unspecified => None,
    }
}

fn premiere(anime: &Anime) -> Option<String> {
    let year = anime.year?;
    let season = match anime.season() {
        AnimeSeason::Spring => "Spring ",
        AnimeSeason::Summer => "Summer ",
        AnimeSeason::Fall => "Fall ",
        AnimeSeason::Winter => "Winter ",
        AnimeSeason::Unspecified => "",
    };
    Some(format!("{season}{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anime() -> Anime {
        Anime {
            title: "Rei no Daimei".into(),
            title_english: Some("A Sample Title".into()),
            r#type: AnimeType::Tv.into(),
            season: Some(AnimeSeason::Fall.into()),
            year: Some(2024),
            ..Anime::default()
        }
    }

    #[test]
    fn gives_title_format_and_premiere() {
        assert_eq!(heading(&anime()), "A Sample Title (TV, Fall 2024)");
    }

    #[test]
    fn falls_back_to_the_main_title() {
        for title_english in [None, Some(String::new()), Some(" ".to_owned())] {
            let anime = Anime { title_english, ..anime() };
            assert_eq!(heading(&anime), "Rei no Daimei (TV, Fall 2024)");
        }
    }

    #[test]
    fn leaves_out_what_is_not_known() {
        assert_eq!(heading(&Anime { season: None, ..anime() }), "A Sample Title (TV, 2024)");
        assert_eq!(heading(&Anime { year: None, ..anime() }), "A Sample Title (TV)");
        let unknown = AnimeType::Unknown.into();
        assert_eq!(heading(&Anime { r#type: unknown, year: None, ..anime() }), "A Sample Title");
    }

    #[test]
    fn leaves_out_a_format_that_came_with_a_later_contract() {
        assert_eq!(heading(&Anime { r#type: 4711, year: None, ..anime() }), "A Sample Title");
    }
}
