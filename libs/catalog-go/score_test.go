package catalog_test

import (
	"testing"

	catalog "example.org/nx-contracts/catalog-go"
	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
	"google.golang.org/protobuf/proto"
)

func TestMeanScore(t *testing.T) {
	for name, test := range map[string]struct {
		anime *contracts.Anime
		score float32
		known bool
	}{
		"scored":        {&contracts.Anime{Score: &contracts.ScoreCalculations{ArithmeticMean: proto.Float32(8.5)}}, 8.5, true},
		"scored zero":   {&contracts.Anime{Score: &contracts.ScoreCalculations{ArithmeticMean: proto.Float32(0)}}, 0, true},
		"only a median": {&contracts.Anime{Score: &contracts.ScoreCalculations{Median: proto.Float32(8)}}, 0, false},
		"never scored":  {&contracts.Anime{}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			score, known := catalog.MeanScore(test.anime)
			if score != test.score || known != test.known {
				t.Errorf("MeanScore() = %v, %v, want %v, %v", score, known, test.score, test.known)
			}
		})
	}
}

func TestBestEpisode(t *testing.T) {
	episodes := []*contracts.Episode{
		{EpisodeNumber: 1},
		{EpisodeNumber: 4, Score: proto.Float32(9.1)},
		{EpisodeNumber: 3, Score: proto.Float32(9.1)},
		{EpisodeNumber: 5, Score: proto.Float32(9.9), Recap: true},
		{EpisodeNumber: 1, Score: proto.Float32(9.1), SeasonNumber: proto.Int32(2)},
		{EpisodeNumber: 2, Score: proto.Float32(7)},
	}
	if best := catalog.BestEpisode(episodes); best.GetEpisodeNumber() != 3 {
		t.Errorf("BestEpisode() = %v, want episode 3", best)
	}
	if len(episodes) != 6 || episodes[0].GetEpisodeNumber() != 1 {
		t.Error("BestEpisode() changed what it was given")
	}
	if best := catalog.BestEpisode(episodes[:1]); best != nil {
		t.Errorf("BestEpisode() = %v where none has a score", best)
	}
}
