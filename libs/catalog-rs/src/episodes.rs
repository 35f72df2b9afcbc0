use std::time::Duration;

use crate::shared_proto::v1::{Anime, Episode};

/// How long it takes to watch all of an anime; none while its length or the number of its episodes is not known.
pub fn watch_time(anime: &Anime) -> Option<Duration> {
    let seconds = u64::try_from(anime.duration?).ok()?;
    let episodes = u64::try_from(anime.episode_count).ok()?;
    (episodes > 0).then(|| Duration::from_secs(seconds * episodes))
}

/// The episodes that tell the story, in the order of season and number: no filler, no recap.
pub fn essential_episodes(episodes: &[Episode]) -> Vec<&Episode> {
    let mut essential: Vec<&Episode> = episodes.iter().filter(|episode| !episode.filler && !episode.recap).collect();
    essential.sort_by_key(|episode| (episode.season_number.unwrap_or(1), episode.episode_number));
    essential
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_the_length_by_the_episodes() {
        let anime = Anime { duration: Some(1440), episode_count: 12, ..Anime::default() };
        assert_eq!(watch_time(&anime), Some(Duration::from_secs(4 * 3600 + 48 * 60)));
    }

    #[test]
    fn knows_no_watch_time_without_length_or_episodes() {
        assert_eq!(watch_time(&Anime { episode_count: 12, ..Anime::default() }), None);
        assert_eq!(watch_time(&Anime { duration: Some(1440), ..Anime::default() }), None);
        assert_eq!(watch_time(&Anime { duration: Some(-1), episode_count: 12, ..Anime::default() }), None);
    }

    #[test]
    fn leaves_out_filler_and_recaps_and_sorts_the_rest() {
        let episode = |season_number, episode_number| Episode { season_number, episode_number, ..Episode::default() };
        let episodes = [
            episode(Some(2), 1),
            Episode { filler: true, ..episode(Some(1), 3) },
            episode(Some(1), 2),
            Episode { recap: true, ..episode(Some(1), 4) },
            episode(None, 1),
        ];
        let order: Vec<_> = essential_episodes(&episodes)
            .into_iter()
            .map(|episode| (episode.season_number, episode.episode_number))
            .collect();
        assert_eq!(order, [(None, 1), (Some(1), 2), (Some(2), 1)]);
    }
}
