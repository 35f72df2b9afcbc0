package catalog_test

import (
	"context"
	"net"
	"strconv"
	"testing"

	catalog "example.org/nx-contracts/catalog-go"
	contracts "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
)

// server knows the anime "1" with five episodes and gives two of them a page; "loop" has a page without end.
type server struct {
	contracts.UnimplementedCatalogServiceServer
}

func (server) GetAnime(_ context.Context, request *contracts.GetAnimeRequest) (*contracts.GetAnimeResponse, error) {
	switch request.GetAnimeId() {
	case "1":
		return &contracts.GetAnimeResponse{Anime: &contracts.Anime{Title: "Rei no Daimei"}}, nil
	case "":
		return nil, status.Error(codes.InvalidArgument, "no identifier")
	default:
		return nil, status.Error(codes.NotFound, "no such anime")
	}
}

func (server) ListEpisodes(_ context.Context, request *contracts.ListEpisodesRequest) (*contracts.ListEpisodesResponse, error) {
	if request.GetAnimeId() == "loop" {
		return &contracts.ListEpisodesResponse{NextPageToken: "again"}, nil
	}
	first := 1
	if token := request.GetPageToken(); token != "" {
		var err error
		if first, err = strconv.Atoi(token); err != nil {
			return nil, status.Error(codes.InvalidArgument, "not a token of ours")
		}
	}
	last := min(first+1, 5)
	response := &contracts.ListEpisodesResponse{}
	for number := first; number <= last; number++ {
		response.Episodes = append(response.Episodes, &contracts.Episode{EpisodeNumber: int32(number)})
	}
	if last < 5 {
		response.NextPageToken = strconv.Itoa(last + 1)
	}
	return response, nil
}

// connect starts the server in memory and gives a client of it.
func connect(t *testing.T) *catalog.Client {
	t.Helper()
	listener := bufconn.Listen(1 << 16)
	service := grpc.NewServer()
	contracts.RegisterCatalogServiceServer(service, server{})
	go func() {
		if err := service.Serve(listener); err != nil {
			t.Errorf("serve: %v", err)
		}
	}()
	connection, err := grpc.NewClient("passthrough:///memory",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = connection.Close()
		service.Stop()
	})
	return catalog.NewClient(connection)
}

func TestAnime(t *testing.T) {
	client := connect(t)
	anime, err := client.Anime(t.Context(), "1")
	if err != nil || anime.GetTitle() != "Rei no Daimei" {
		t.Errorf("Anime(1) = %v, %v", anime, err)
	}
	if anime, err := client.Anime(t.Context(), "2"); anime != nil || err != nil {
		t.Errorf("Anime(2) = %v, %v, want neither", anime, err)
	}
	if _, err := client.Anime(t.Context(), ""); status.Code(err) != codes.InvalidArgument {
		t.Errorf("Anime() with no identifier: %v", err)
	}
}

func TestEpisodes(t *testing.T) {
	client := connect(t)
	episodes, err := client.Episodes(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	for i, episode := range episodes {
		if episode.GetEpisodeNumber() != int32(i+1) {
			t.Errorf("episode %d has number %d", i+1, episode.GetEpisodeNumber())
		}
	}
	if len(episodes) != 5 {
		t.Errorf("%d episodes, want 5", len(episodes))
	}
	if _, err := client.Episodes(t.Context(), "loop"); err == nil {
		t.Error("a page that names itself was followed")
	}
}
