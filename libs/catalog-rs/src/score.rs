use crate::shared_proto::v1::Anime;

/// The mean score of an anime, from 0 to 10.
///
/// The calculated mean where there is one; else that of the platforms, each weighing as much as it has votes. None
/// when nobody scored it.
pub fn mean_score(anime: &Anime) -> Option<f64> {
    if let Some(mean) = anime.score.as_ref().and_then(|score| score.arithmetic_mean) {
        return Some(f64::from(mean));
    }
    let (sum, votes) = anime
        .statistics
        .values()
        .filter_map(|platform| Some((platform.score?, platform.scored_by?)))
        .filter(|(_, votes)| *votes > 0)
        .fold((0.0, 0.0), |(sum, votes), (score, scored_by)| {
            let weight = scored_by as f64;
            (sum + f64::from(score) * weight, votes + weight)
        });
    (votes > 0.0).then(|| sum / votes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared_proto::v1::{ScoreCalculations, Statistics};

    fn platform(score: f32, scored_by: i64) -> Statistics {
        Statistics { score: Some(score), scored_by: Some(scored_by), ..Statistics::default() }
    }

    #[test]
    fn prefers_the_calculated_mean() {
        let anime = Anime {
            score: Some(ScoreCalculations { arithmetic_mean: Some(8.5), ..ScoreCalculations::default() }),
            statistics: [("a".to_owned(), platform(2.0, 10))].into(),
            ..Anime::default()
        };
        assert_eq!(mean_score(&anime), Some(8.5));
    }

    #[test]
    fn weighs_platforms_by_their_votes() {
        let anime = Anime {
            statistics: [
                ("a".to_owned(), platform(9.0, 30)),
                ("b".to_owned(), platform(5.0, 10)),
                ("nobody voted".to_owned(), platform(1.0, 0)),
                ("keeps no scores".to_owned(), Statistics::default()),
            ]
            .into(),
            ..Anime::default()
        };
        assert_eq!(mean_score(&anime), Some(8.0));
    }

    #[test]
    fn tells_no_score_from_zero() {
        assert_eq!(mean_score(&Anime::default()), None);
        let score = ScoreCalculations { arithmetic_mean: Some(0.0), ..ScoreCalculations::default() };
        assert_eq!(mean_score(&Anime { score: Some(score), ..Anime::default() }), Some(0.0));
    }
}
