package catalog

import (
	"slices"

	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
)

// MeanScore gives the calculated mean score of an anime, from 0 to 10, and whether anybody scored it.
func MeanScore(anime *contracts.Anime) (score float32, known bool) {
	calculated := anime.GetScore()
	if calculated == nil || calculated.ArithmeticMean == nil {
		return 0, false
	}
	return calculated.GetArithmeticMean(), true
}

// BestEpisode gives the episode with the highest score, the earliest of several, and nil when none has a score.
// Recaps do not count.
func BestEpisode(episodes []*contracts.Episode) *contracts.Episode {
	scored := slices.DeleteFunc(slices.Clone(episodes), func(episode *contracts.Episode) bool {
		return episode.Score == nil || episode.GetRecap()
	})
	if len(scored) == 0 {
		return nil
	}
	return slices.MaxFunc(scored, func(a, b *contracts.Episode) int {
		switch {
		case a.GetScore() != b.GetScore():
			return sign(a.GetScore() - b.GetScore())
		case a.GetSeasonNumber() != b.GetSeasonNumber():
			return int(b.GetSeasonNumber() - a.GetSeasonNumber())
		default:
			return int(b.GetEpisodeNumber() - a.GetEpisodeNumber())
		}
	})
}

func sign(difference float32) int {
	if difference < 0 {
		return -1
	}
	return 1
}
