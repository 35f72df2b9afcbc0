package catalog

import (
	"context"
	"fmt"

	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Client reads from the catalogue's service.
type Client struct {
	service contracts.CatalogServiceClient
}

// NewClient makes a client over a connection that stays the caller's.
func NewClient(connection grpc.ClientConnInterface) *Client {
	return &Client{service: contracts.NewCatalogServiceClient(connection)}
}

// Anime gives the anime with an identifier, or nil when the catalogue has none.
func (client *Client) Anime(ctx context.Context, id string) (*contracts.Anime, error) {
	response, err := client.service.GetAnime(ctx, &contracts.GetAnimeRequest{
		Lookup: &contracts.GetAnimeRequest_AnimeId{AnimeId: id},
	})
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("get anime %q: %w", id, err)
	}
	return response.GetAnime(), nil
}

// Episodes gives every episode of an anime, from all pages.
func (client *Client) Episodes(ctx context.Context, animeID string) ([]*contracts.Episode, error) {
	request := &contracts.ListEpisodesRequest{AnimeId: animeID}
	var episodes []*contracts.Episode
	for {
		page, err := client.service.ListEpisodes(ctx, request)
		if err != nil {
			return nil, fmt.Errorf("list episodes of %q: %w", animeID, err)
		}
		episodes = append(episodes, page.GetEpisodes()...)
		next := page.GetNextPageToken()
		if next == "" {
			return episodes, nil
		}
		if next == request.GetPageToken() {
			return nil, fmt.Errorf("list episodes of %q: the page %q names itself as the next one", animeID, next)
		}
		request.PageToken = next
	}
}
