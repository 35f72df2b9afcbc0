import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CodeLanguage, Vocabulary } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { readUses } from "@nx-contracts/readers/uses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHost } from "../host.js";
import { vocabularies } from "./vocabulary.js";

const PROTO = `syntax = "proto3";
package catalog.v1;
option go_package = "example.org/gen/catalog/v1;catalogv1";
service Catalog {
  rpc GetAnime(GetAnimeRequest) returns (GetAnimeResponse);
  rpc List(GetAnimeRequest) returns (stream Anime);
  rpc Put(stream Anime) returns (GetAnimeResponse);
  rpc Talk(stream GetAnimeRequest) returns (stream Anime);
}
message GetAnimeRequest { string anime_id = 1; }
message GetAnimeResponse { Anime anime = 1; }
message Anime { string title = 1; }
`;

let folder: string;
let known: readonly Vocabulary[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "services-"));
  const { schema } = protoReader.read([{ path: "catalog/v1/catalog.proto", text: PROTO }], {});
  known = vocabularies(openHost({ cwd: folder, root: folder }), { folder: ".", contracts: [], generate: [] }, [schema]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATHS: Record<CodeLanguage, string> = {
  python: "a/b.py",
  typescript: "a/b.ts",
  rust: "a/src/b.rs",
  go: "a/b.go",
};

/** Uses of fields as `line field certainty access`. */
async function usesOf(language: CodeLanguage, text: string): Promise<readonly string[]> {
  const vocabulary = known.find((each) => each.language === language);
  if (!vocabulary) throw new Error(`No vocabulary of ${language}.`);
  const uses = await readUses([{ path: PATHS[language], text }], vocabulary);
  return uses
    .filter(({ kind }) => kind === "field")
    .map(
      ({ at, subject, certainty, access }) =>
        `${at.line} ${subject.slice("catalog.v1.".length)} ${certainty} ${access}`,
    );
}

const CASES: Record<
  string,
  { readonly language: CodeLanguage; readonly text: string; readonly uses: readonly string[] }
> = {
  "a client in Python": {
    language: "python",
    text: `from catalog.v1 import catalog_pb2, catalog_pb2_grpc
class Client:
    def __init__(self, channel):
        self.stub = catalog_pb2_grpc.CatalogStub(channel)
    def get(self):
        response = self.stub.GetAnime(catalog_pb2.GetAnimeRequest(anime_id="1"), timeout=3)
        print(response.anime.title)
        for each in self.stub.List(catalog_pb2.GetAnimeRequest()):
            print(each.title)
        later = self.stub.GetAnime.future(catalog_pb2.GetAnimeRequest())
        print(later.result().anime)
        answer, call = self.stub.GetAnime.with_call(catalog_pb2.GetAnimeRequest())
        return answer.anime, call.title
`,
    uses: [
      "6 GetAnimeRequest.anime_id certain write",
      "7 GetAnimeResponse.anime certain read",
      "7 Anime.title certain read",
      "9 Anime.title certain read",
      "11 GetAnimeResponse.anime certain read",
      "13 GetAnimeResponse.anime certain read",
    ],
  },
  "an asynchronous client in Python": {
    language: "python",
    text: `from catalog.v1.catalog_pb2_grpc import CatalogStub
async def show(stub: CatalogStub, requests):
    response = await stub.GetAnime(request())
    print(response.anime)
    async for each in stub.List(request()):
        print(each.title)
    call = stub.Talk(requests)
    print((await call.read()).title)
    print([each.title async for each in stub.Talk(requests)])
    print((await stub.Put(requests)).anime)
`,
    uses: [
      "4 GetAnimeResponse.anime certain read",
      "6 Anime.title certain read",
      "8 Anime.title certain read",
      "9 Anime.title certain read",
      "10 GetAnimeResponse.anime certain read",
    ],
  },
  "a server in Python": {
    language: "python",
    text: `from catalog.v1 import catalog_pb2, catalog_pb2_grpc
class Base(catalog_pb2_grpc.CatalogServicer): ...
class Server(Base):
    def GetAnime(self, request, context):
        if request.anime_id == "":
            context.title
        return catalog_pb2.GetAnimeResponse()
    async def Put(self, request_iterator, context):
        async for each in request_iterator:
            print(each.title)
    def other(self, request):
        return request.anime_id
`,
    uses: [
      "5 GetAnimeRequest.anime_id certain read",
      "10 Anime.title certain read",
      "12 GetAnimeRequest.anime_id likely read",
    ],
  },
  "a client in Go": {
    language: "go",
    text: `package client
import (
	pb "example.org/gen/catalog/v1"
	"google.golang.org/grpc"
)
type Client struct { service pb.CatalogClient }
func Make(cc grpc.ClientConnInterface) *Client { return &Client{service: pb.NewCatalogClient(cc)} }
func (c *Client) Title(ctx context.Context) string {
	response, err := c.service.GetAnime(ctx, &pb.GetAnimeRequest{AnimeId: "1"})
	if err != nil { return err.Title }
	return response.GetAnime().Title
}
func list(ctx context.Context, cc grpc.ClientConnInterface) {
	client := pb.NewCatalogClient(cc)
	stream, _ := client.List(ctx, &pb.GetAnimeRequest{})
	anime, err := stream.Recv()
	use(anime.Title, err)
	up, _ := client.Put(ctx)
	up.Send(&pb.Anime{Title: "x"})
	done, _ := up.CloseAndRecv()
	use(done.Anime)
	talk, _ := client.Talk(ctx)
	said, _ := talk.Recv()
	use(said.GetTitle())
}
func read(old pb.Catalog_ListClient, now grpc.ServerStreamingClient[pb.Anime]) {
	a, _ := old.Recv()
	b, _ := now.Recv()
	use(a.Title, b.Title)
}
`,
    uses: [
      "9 GetAnimeRequest.anime_id certain write",
      "11 GetAnimeResponse.anime certain read",
      "11 Anime.title certain read",
      "17 Anime.title certain read",
      "19 Anime.title certain write",
      "21 GetAnimeResponse.anime certain read",
      "24 Anime.title certain read",
      "29 Anime.title certain read",
      "29 Anime.title certain read",
    ],
  },
  "a server in Go": {
    language: "go",
    text: `package server
import (
	pb "example.org/gen/catalog/v1"
	"google.golang.org/grpc"
)
type Server struct { pb.UnimplementedCatalogServer }
func (s *Server) GetAnime(_ context.Context, request *pb.GetAnimeRequest) (*pb.GetAnimeResponse, error) {
	return &pb.GetAnimeResponse{}, fail(request.GetAnimeId())
}
func (s *Server) Put(stream grpc.ClientStreamingServer[pb.Anime, pb.GetAnimeResponse]) error {
	anime, err := stream.Recv()
	use(anime.Title)
	return err
}
func (s *Server) Talk(stream pb.Catalog_TalkServer) error {
	request, err := stream.Recv()
	use(request.AnimeId)
	return err
}
`,
    uses: [
      "8 GetAnimeRequest.anime_id certain read",
      "12 Anime.title certain read",
      "17 GetAnimeRequest.anime_id certain read",
    ],
  },
  "a client in Rust": {
    language: "rust",
    text: `use catalog::v1::{catalog_client::CatalogClient, GetAnimeRequest, Anime};
pub struct Client<T> { service: CatalogClient<T> }
impl<T> Client<T> {
    pub async fn title(&mut self) -> Result<String, Status> {
        let response = self.service.get_anime(GetAnimeRequest { anime_id: "1".into() }).await?.into_inner();
        Ok(response.anime.unwrap_or_default().title)
    }
    pub async fn or(&mut self) -> Option<Anime> {
        match self.service.clone().get_anime(GetAnimeRequest::default()).await {
            Ok(response) => response.into_inner().anime,
            Err(status) => status.title(),
        }
    }
}
async fn list(channel: Channel) -> Result<(), Box<dyn Error>> {
    let mut client = CatalogClient::connect("http://[::1]").await?.max_decoding_message_size(1);
    let mut stream = client.list(Request::new(GetAnimeRequest::default())).await?.into_inner();
    while let Some(anime) = stream.message().await? {
        println!("{}", anime.title);
    }
    let mut said = CatalogClient::new(channel).talk(requests).await?.into_inner();
    while let Some(anime) = said.next().await {
        use_it(anime?.title);
    }
    Ok(())
}
`,
    uses: [
      "5 GetAnimeRequest.anime_id certain write",
      "6 GetAnimeResponse.anime certain read",
      "6 Anime.title certain read",
      "10 GetAnimeResponse.anime certain read",
      "19 Anime.title certain read",
      "23 Anime.title certain read",
    ],
  },
  "a client in TypeScript": {
    language: "typescript",
    text: `import { createClient, type Client } from "@connectrpc/connect";
import { Catalog } from "../catalog/v1/catalog_pb";
const client = createClient(Catalog, transport);
export async function title(other: Client<typeof Catalog>) {
  const { anime } = await client.getAnime({ animeId: "1" });
  for await (const each of other.list({ animeId: "2" })) show(each.title);
  return anime?.title;
}
`,
    uses: [
      "5 GetAnimeResponse.anime certain read",
      "5 GetAnimeRequest.anime_id certain write",
      "6 GetAnimeRequest.anime_id certain write",
      "6 Anime.title certain read",
      "7 Anime.title certain read",
    ],
  },
  "a server in TypeScript": {
    language: "typescript",
    text: `import type { ConnectRouter, ServiceImpl } from "@connectrpc/connect";
import { Catalog } from "../catalog/v1/catalog_pb";
export default (router: ConnectRouter) => router.service(Catalog, {
  getAnime: async (request) => ({ anime: { title: request.animeId } }),
  async *list(request) { yield { title: request.animeId }; },
});
export class Served implements ServiceImpl<typeof Catalog> {
  async getAnime(request) { return { anime: { title: request.animeId } }; }
}
export const made: ServiceImpl<typeof Catalog> = {
  async put(requests) { for await (const each of requests) show(each.title); return {}; },
};
`,
    uses: [
      "4 GetAnimeResponse.anime certain write",
      "4 Anime.title certain write",
      "4 GetAnimeRequest.anime_id certain read",
      "5 GetAnimeRequest.anime_id certain read",
      "8 GetAnimeResponse.anime certain write",
      "8 Anime.title certain write",
      "8 GetAnimeRequest.anime_id certain read",
      "11 Anime.title certain read",
    ],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { language, text, uses }) => {
  expect(await usesOf(language, text)).toEqual(uses);
});
