import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CodeMember, Vocabulary } from "@nx-contracts/ir";
import { afterAll, describe, expect, it } from "vitest";
import { readUses } from "./read.js";

const STUB = `package gen
type Show struct { Score int32; Title string; Studio *Studio; Related []*Show; ById map[string]*Studio; Mood Mood }
func (s *Show) GetScore() int32 { return s.Score }
func (s *Show) GetTitle() string { return s.Title }
func (s *Show) GetStudio() *Studio { return s.Studio }
func (s *Show) GetRelated() []*Show { return s.Related }
type Studio struct { Name string }
func (s *Studio) GetName() string { return s.Name }
type Mood int32
const Mood_DARK Mood = 1
`;

/** What consumers write; none of it is known to be anything but by its types. */
const CONSUMER = `package consumer

import (
	"fmt"
	"sort"
	"strings"

	pb "example.org/gen"
)

type Review struct{ Score int32; Title string; show *pb.Show }
type Shelf struct { *pb.Show; Reviews []Review; byTitle map[string]*pb.Show }
type Ranked interface { Rank(show *pb.Show) (int32, error) }
type byScore []*pb.Show

func (b byScore) Len() int { return len(b) }
func (b byScore) Less(i, j int) bool { return b[i].Score < b[j].GetScore() }
func (b byScore) Swap(i, j int) { b[i], b[j] = b[j], b[i] }

func (r *Review) Stars() string { return strings.Repeat("*", int(r.Score)) + r.Title }
func (r *Review) Rank(show *pb.Show) (int32, error) { return show.Score + r.Score, nil }

func (s *Shelf) Find(title string) (*pb.Show, bool) { show, ok := s.byTitle[title]; return show, ok }

func (s *Shelf) Best() (best *pb.Show) {
	for _, show := range s.byTitle {
		if best == nil || show.Score > best.Score { best = show }
	}
	found, ok := s.Find("x")
	if ok { fmt.Println(found.GetStudio().GetName(), s.Score, s.Show.Title) }
	for _, review := range s.Reviews { _ = review.Score + review.show.Score }
	return best
}

func Make(names []string) []*pb.Show {
	shows := make([]*pb.Show, 0, len(names))
	for i, name := range names {
		shows = append(shows, &pb.Show{Score: int32(i), Studio: &pb.Studio{Name: name}})
	}
	sort.Slice(shows, func(a, b int) bool { return shows[a].Title < shows[b].Title })
	more := map[string][]*pb.Show{"a": {{Title: "b"}, {Score: 2, Related: shows}}}
	more["a"][0].Related[0].ById["x"].Name = "y"
	channel := make(chan *pb.Show, 1)
	channel <- shows[0]
	first := <-channel
	first.Score++
	shows[0].Title, first.Title = "p", "q"
	var any interface{} = first
	switch value := any.(type) {
	case *pb.Show: _ = value.Score
	case *pb.Studio: _ = value.Name
	case Review: _ = value.Score
	}
	if studio, ok := any.(*pb.Studio); ok { _ = studio.GetName() }
	tests := []struct { name string; show *pb.Show; Score int }{{"a", &pb.Show{Score: 1}, 3}}
	for _, test := range tests { fmt.Println(test.show.Score, test.Score) }
	each := func(visit func(show *pb.Show)) { for _, show := range shows { visit(show) } }
	each(func(show *pb.Show) { show.Mood = pb.Mood_DARK })
	copied := *first
	pointer := &copied
	_ = (*pointer).Title + (pointer).GetTitle()
	func() { Score := Review{Score: 3}; _ = Score.Score }()
	return shows[1:]
}
`;

const member = (name: string, type?: string): CodeMember => ({
  name,
  spellings: [name, `Get${name}`],
  shape: name === "Related" ? "list" : name === "ById" ? "map" : "one",
  ...(type !== undefined && { type }),
});

const VOCABULARY: Vocabulary = {
  language: "go",
  types: [
    {
      kind: "record",
      name: "Show",
      module: "example.org/gen",
      symbol: "Show",
      members: [
        member("Score"),
        member("Title"),
        member("Studio", "Studio"),
        member("Related", "Show"),
        member("ById", "Studio"),
        member("Mood"),
      ],
    },
    { kind: "record", name: "Studio", module: "example.org/gen", symbol: "Studio", members: [member("Name")] },
  ],
};

const folder = mkdtempSync(join(tmpdir(), "go-oracle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hasGo = spawnSync("go", ["version"]).status === 0;

/** `line field` of each selection of a field, as the compiler has it. */
function compiled(): readonly string[] {
  const files = {
    "go.mod": "module example.org\n\ngo 1.22\n",
    "gen/gen.go": STUB,
    "consumer/consumer.go": CONSUMER,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(join(import.meta.dirname, "oracle/selections.go"), join(folder, "oracle/main.go"));
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, GOFLAGS: "-mod=mod" } } as const;
  return execFileSync("go", ["run", "./oracle", "consumer"], options).trim().split("\n").sort();
}

describe.skipIf(!hasGo)("the Go compiler's own view of the same code", () => {
  it("knows the same selections for certain", async () => {
    const uses = await readUses([{ path: "consumer/consumer.go", text: CONSUMER }], VOCABULARY);
    const certain = uses.filter(({ kind, certainty }) => kind === "field" && certainty === "certain");
    const ours = certain.map(({ at, subject }) => `${at.line} ${subject.split(".").at(-1)}`).sort();
    expect(ours).toEqual(compiled());
    expect(ours.length).toBeGreaterThan(30);
  }, 60_000);
});
