package catalog_test

import (
	"testing"

	catalog "example.org/nx-contracts/catalog-go"
	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
	"google.golang.org/protobuf/proto"
)

func sample(edits ...func(*contracts.Anime)) *contracts.Anime {
	anime := &contracts.Anime{
		Title:        "Rei no Daimei",
		TitleEnglish: proto.String("A Sample Title"),
		Type:         contracts.AnimeType_ANIME_TYPE_TV,
		Season:       contracts.AnimeSeason_ANIME_SEASON_FALL.Enum(),
		Year:         proto.Int32(2024),
	}
	for _, edit := range edits {
		edit(anime)
	}
	return anime
}

func TestHeading(t *testing.T) {
	const unknown = contracts.AnimeType_ANIME_TYPE_UNKNOWN
	for name, test := range map[string]struct {
		anime *contracts.Anime
		want  string
	}{
		"title, format and premiere": {sample(), "A Sample Title (TV, Fall 2024)"},
		"no English title":           {sample(func(a *contracts.Anime) { a.TitleEnglish = nil }), "Rei no Daimei (TV, Fall 2024)"},
		"blank English title":        {sample(func(a *contracts.Anime) { a.TitleEnglish = proto.String(" ") }), "Rei no Daimei (TV, Fall 2024)"},
		"no season":                  {sample(func(a *contracts.Anime) { a.Season = nil }), "A Sample Title (TV, 2024)"},
		"no year":                    {sample(func(a *contracts.Anime) { a.Year = nil }), "A Sample Title (TV)"},
		"unknown format":             {sample(func(a *contracts.Anime) { a.Type = unknown }), "A Sample Title (Fall 2024)"},
		"format of a later contract": {sample(func(a *contracts.Anime) { a.Type = 4711; a.Year = nil }), "A Sample Title"},
		"nothing but a title":        {&contracts.Anime{Title: "Rei no Daimei"}, "Rei no Daimei"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := catalog.Heading(test.anime); got != test.want {
				t.Errorf("Heading() = %q, want %q", got, test.want)
			}
		})
	}
}
