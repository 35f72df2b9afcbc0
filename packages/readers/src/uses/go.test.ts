import { expect, test } from "vitest";
import { MODULE, usesOf } from "./go.test.support.js";

const USE = `package search; import pb "${MODULE}"`;

const CASES: Record<
  string,
  { readonly text: string; readonly uses: readonly string[]; readonly others?: Record<string, string> }
> = {
  "parameters, fields and getters": {
    text: `${USE}
func f(a, b *pb.Show, rest ...*pb.Show) int32 {
	a.GetStudio().GetName()
	rest[0].Title = "x"
	a.Score++
	return a.Score + b.GetRelated()[0].GetScore()
}`,
    uses: [
      "3 Show.studio certain read",
      "3 Studio.name certain read",
      "4 Show.title certain write",
      "5 Show.score certain write",
      "6 Show.score certain read",
      "6 Show.related certain read",
      "6 Show.score certain read",
    ],
  },
  "an import without another name": {
    text: `package search
import (
	"fmt"
	"${MODULE}"
)
func f(a *v1.Show) { fmt.Println(a.Score) }`,
    uses: ["6 Show.score certain read"],
  },
  "a package that is called as generated code is": {
    text: `package search
import "${MODULE}"
func f(a *showsv1.Show) { _ = a.Score }`,
    uses: ["3 Show.score certain read"],
  },
  "an import of all names": {
    text: `package search
import . "${MODULE}"
func f(a *Show) { _ = a.Score }`,
    uses: ["3 Show.score certain read"],
  },
  "records made, also without their type": {
    text: `${USE}
var one = &pb.Show{Score: 1, Studio: &pb.Studio{Name: "a"}}
var list = []*pb.Show{{Score: 1}, {Title: "b"}}
var byName = map[string]*pb.Show{"a": {Score: 2}}
func f() {
	list[0].Title = "x"
	byName["a"].GetScore()
	n := new(pb.Show)
	n.Score = 3
	made := make([]pb.Show, 2)
	made[0].Score = one.Score
	more := append(made, pb.Show{})
	_ = more[1].Title
}`,
    uses: [
      "2 Show.score certain write",
      "2 Show.studio certain write",
      "2 Studio.name certain write",
      "3 Show.score certain write",
      "3 Show.title certain write",
      "4 Show.score certain write",
      "6 Show.title certain write",
      "7 Show.score certain read",
      "9 Show.score certain write",
      "11 Show.score certain write",
      "11 Show.score certain read",
      "13 Show.title certain read",
    ],
  },
  "loops, channels and several results": {
    text: `${USE}
func f(list []*pb.Show, c chan *pb.Show) (err error) {
	for i, a := range list { _ = a.Score; _ = i }
	for _, s := range list[0].ById { _ = s.Name }
	for i := range list { _ = list[i].Title }
	a := <-c
	_ = a.Score
	b, err := load()
	if err != nil { return err }
	_ = b.Title
	if d, ok := <-c; ok { _ = d.Score }
	select { case e := <-c: _ = e.Score }
	return nil
}
func load() (*pb.Show, error) { return nil, nil }`,
    uses: [
      "3 Show.score certain read",
      "4 Show.by_id certain read",
      "4 Studio.name certain read",
      "5 Show.title certain read",
      "7 Show.score certain read",
      "10 Show.title certain read",
      "11 Show.score certain read",
      "12 Show.score certain read",
    ],
  },
  "what goes through channels": {
    text: `${USE}
type Feed struct { shows chan *pb.Show; lists <-chan []*pb.Show }
type Shows <-chan *pb.Show
func (f *Feed) all() <-chan *pb.Show { return f.shows }
func g(a chan *pb.Show, b <-chan *pb.Show, f *Feed, s Shows, n chan int) {
	for o := range a { _ = o.Score }
	for o := range b { _ = o.Title }
	for o := range f.all() { _ = o.Score }
	for list := range f.lists { _ = list[0].Score; for i := range list { _ = i } }
	for o := range s { _ = o.Title }
	o := <-b
	_ = o.GetScore()
	select {
	case e, ok := <-f.shows: _ = e.Score; _ = ok
	case i := <-n: _ = i
	}
	made := make(chan *pb.Show, 3)
	made <- &pb.Show{Title: "x"}
	var last *pb.Show
	for last = range made { _ = last.Title }
	for _, each := range <-f.lists { _ = each.Score }
	_ = (<-made).Score
}`,
    uses: [
      "6 Show.score certain read",
      "7 Show.title certain read",
      "8 Show.score certain read",
      "9 Show.score certain read",
      "10 Show.title certain read",
      "12 Show.score certain read",
      "14 Show.score certain read",
      "18 Show.title certain write",
      "20 Show.title certain read",
      "21 Show.score certain read",
      "22 Show.score certain read",
    ],
  },
  "methods, fields of structs and what is embedded": {
    text: `${USE}
type Server struct { show *pb.Show; all map[string]*pb.Show; load func(id string) *pb.Show }
type Wrapped struct { *pb.Show; Score2 int }
func (s *Server) best(id string) (*pb.Show, error) { return s.all[id], nil }
func (s Server) total() int32 {
	best, _ := s.best("x")
	return s.show.Score + best.Score
}
func g(w Wrapped, s *Server) { _ = w.Score; _ = w.Show.Title; _ = s.show.GetTitle() }`,
    uses: [
      "7 Show.score certain read",
      "7 Show.score certain read",
      "9 Show.score certain read",
      "9 Show.title certain read",
      "9 Show.title certain read",
    ],
  },
  "closures, generics and function types": {
    text: `${USE}
type Rank func(a *pb.Show) int32
func Map[T, U any](xs []T, f func(T) U) []U { var out []U; for _, x := range xs { out = append(out, f(x)) }; return out }
func f(list []*pb.Show) {
	Map(list, func(a *pb.Show) int32 { return a.Score })
	sort.Slice(list, func(i, j int) bool { return list[i].Score < list[j].Score })
	go func(a *pb.Show) { _ = a.Title }(list[0])
}`,
    uses: [
      "5 Show.score certain read",
      "6 Show.score certain read",
      "6 Show.score certain read",
      "7 Show.title certain read",
    ],
  },
  "types told apart": {
    text: `${USE}
func f(x any, a *pb.Show) {
	switch t := x.(type) {
	case *pb.Show: _ = t.Score
	case *pb.Studio: _ = t.Name
	case nil, string:
	}
	if s, ok := x.(*pb.Show); ok { _ = s.Title }
	switch k := a.Kind.(type) { case *pb.Show_Film: _ = k.Film.Name }
	_ = (*pb.Show)(nil).GetScore()
	proto.Unmarshal(nil, a)
	var b pb.Show
	json.Unmarshal(nil, &b)
	_ = b.Score
}`,
    uses: [
      "4 Show.score certain read",
      "5 Studio.name certain read",
      "8 Show.title certain read",
      "9 Show.film certain name",
      "9 Show.film certain read",
      "9 Studio.name certain read",
      "10 Show.score certain read",
      "14 Show.score certain read",
    ],
  },
  enums: {
    text: `${USE}
func f(a *pb.Show) bool {
	switch a.Mood { case pb.Mood_MOOD_DARK: return true }
	return a.GetMood() == pb.Mood_MOOD_DARK || pb.Mood(3) == a.Mood
}`,
    uses: [
      "3 Show.mood certain read",
      "3 Mood.MOOD_DARK certain name",
      "4 Show.mood certain read",
      "4 Mood.MOOD_DARK certain name",
      "4 Show.mood certain read",
    ],
  },
  "types of another file of the package": {
    text: `${USE}
func f(r Review, s Shelf) { _ = r.Score; _ = s.show.Score; _ = pb.Show{} }`,
    others: {
      "libs/search/types.go": `package search
import pb "${MODULE}"
type Review struct { Score int }
type Shelf struct { show *pb.Show }`,
    },
    uses: ["2 Show.score certain read"],
  },
  "structs without a name": {
    text: `${USE}
var defaults struct { show *pb.Show; Title string }
func f() {
	for _, test := range []struct { name string; show *pb.Show; Score int }{{"a", &pb.Show{Score: 1}, 3}, {show: &pb.Show{}, Score: 3}} {
		_ = test.show.Score
		_ = test.Score
	}
	_ = defaults.show.Title
	_ = defaults.Title
}`,
    uses: ["4 Show.score certain write", "5 Show.score certain read", "8 Show.title certain read"],
  },
  "comments, strings and other types": {
    text: `${USE}
type Review struct { Score int }
// a.Score
func f(r Review, a *pb.Show) int {
	/* a.Score */
	_ = "a.Score" + \`a.Score\`
	local := struct{ Title string }{Title: "x"}
	_ = local.Title
	_ = Review{Score: 3}
	return r.Score
}`,
    uses: [],
  },
  "several results": {
    text: `${USE}
type Shelf struct { loader *Loader }
func (s *Shelf) two() (*pb.Show, *pb.Studio, error) { return nil, nil, nil }
func f(s *Shelf) {
	show, studio, err := s.two()
	_ = show.Score + studio.Name
	found, ok := s.loader.Find()
	_ = found.Title
	all, first := load()
	_ = all[0].Title + first.Name
	other, err := s.further()
	_ = other.Name
	func() {
		show, studio = studio, err
		_ = err.Title
	}()
}`,
    others: {
      "libs/search/load.go": `${USE}
type Loader struct {}
func (l *Loader) Find() (found *pb.Show, ok bool) { return }
func load() ([]*pb.Show, *pb.Studio) { return nil, nil }
func (s *Shelf) further() (*pb.Studio, error) { return nil, nil }
`,
    },
    uses: [
      "6 Show.score certain read",
      "6 Studio.name certain read",
      "8 Show.title certain read",
      "10 Show.title certain read",
      "10 Studio.name certain read",
      "12 Studio.name certain read",
    ],
  },
  "a dot import": {
    text: `package search
import . "example.org/gen/shows/v1"
func f(a *Show) bool { return a.Mood == Mood_MOOD_DARK && a.Score > 1 }`,
    uses: ["3 Show.mood certain read", "3 Mood.MOOD_DARK certain name", "3 Show.score certain read"],
  },
  "what is not known": {
    text: `${USE}
func f() { a, _ := elsewhere(&pb.Show{}); _ = a.Score }`,
    uses: ["2 Show.score likely read"],
  },
  "what functions of types from elsewhere give": {
    text: `${USE}; import "example.org/repository"
func f(c pb.ShowsClient, r *repository.Shows, v other.Review) {
	a, err := c.GetShow(nil, &pb.Show{})
	_ = a.Score
	_ = r.Find(1).GetTitle()
	_ = v.Score + r.Score
}`,
    uses: ["4 Show.score likely read", "5 Show.title likely read"],
  },
  "a file that has nothing to do with the contract": {
    text: "package search\nfunc f(a *Show) int { return a.Score }",
    uses: [],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { text, uses, others }) => {
  expect(await usesOf(text, others)).toEqual(uses);
  // What surrounds the code changes nothing.
  expect(await usesOf(text.replaceAll("\n", "\r\n"), others)).toEqual(uses);
  expect(await usesOf(`\uFEFF${text}`, others)).toEqual(uses);
  expect(
    await usesOf(text.replace("package search", `package search /* ${"名前 🎌 é ".repeat(3)} */`), others),
  ).toEqual(uses);
});
