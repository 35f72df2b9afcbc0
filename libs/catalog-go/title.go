// Package catalog reads the anime catalogue: a client of its service, and what a program computes of its records.
package catalog

import (
	"fmt"
	"strings"

	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
)

var formatLabels = map[contracts.AnimeType]string{
	contracts.AnimeType_ANIME_TYPE_CM:         "Commercial",
	contracts.AnimeType_ANIME_TYPE_MOVIE:      "Movie",
	contracts.AnimeType_ANIME_TYPE_MUSIC:      "Music",
	contracts.AnimeType_ANIME_TYPE_ONA:        "ONA",
	contracts.AnimeType_ANIME_TYPE_OVA:        "OVA",
	contracts.AnimeType_ANIME_TYPE_PV:         "PV",
	contracts.AnimeType_ANIME_TYPE_SPECIAL:    "Special",
	contracts.AnimeType_ANIME_TYPE_TV:         "TV",
	contracts.AnimeType_ANIME_TYPE_TV_SHORT:   "TV short",
	contracts.AnimeType_ANIME_TYPE_TV_SPECIAL: "TV special",
}

var seasonLabels = map[contracts.AnimeSeason]string{
	contracts.AnimeSeason_ANIME_SEASON_SPRING: "Spring",
	contracts.AnimeSeason_ANIME_SEASON_SUMMER: "Summer",
	contracts.AnimeSeason_ANIME_SEASON_FALL:   "Fall",
	contracts.AnimeSeason_ANIME_SEASON_WINTER: "Winter",
}

// Heading formats an anime as "A Sample Title (TV, Fall 2024)".
//
// The title is the English one, or the main title where there is none. What is not known is left out, a season
// without its year included.
func Heading(anime *contracts.Anime) string {
	title := strings.TrimSpace(anime.GetTitleEnglish())
	if title == "" {
		title = anime.GetTitle()
	}
	var details []string
	if label, known := formatLabels[anime.GetType()]; known {
		details = append(details, label)
	}
	if anime.Year != nil {
		premiere := fmt.Sprint(anime.GetYear())
		if label, known := seasonLabels[anime.GetSeason()]; known {
			premiere = label + " " + premiere
		}
		details = append(details, premiere)
	}
	if len(details) == 0 {
		return title
	}
	return fmt.Sprintf("%s (%s)", title, strings.Join(details, ", "))
}
