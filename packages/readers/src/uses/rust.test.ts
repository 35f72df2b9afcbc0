import { expect, test } from "vitest";
import { usesOf } from "./rust.test.support.js";

const USE = "use shared_proto::v1::{Anime, Season, Studio};";

const CASES: Record<
  string,
  { readonly text: string; readonly uses: readonly string[]; readonly others?: Record<string, string> }
> = {
  "parameters, fields and getters": {
    text: `${USE}
fn show(anime: &Anime, other: &'static mut Anime) -> i32 {
    other.season();
    anime.score + anime.related[0].score
}`,
    uses: [
      "3 Anime.season certain read",
      "4 Anime.score certain read",
      "4 Anime.related certain read",
      "4 Anime.score certain read",
    ],
  },
  "a module that includes what prost made": {
    text: `mod pb { include!(concat!(env!("OUT_DIR"), "/shared_proto.v1.rs")); }
fn a(x: pb::Anime) { x.score; }
mod inner {
    fn b(x: super::pb::Anime) { x.title; }
}
fn c(x: &crate::show::pb::Anime, y: self::pb::Studio) { x.score; y.name; }
use pb::Anime as A;
fn d(x: A) { x.score; }`,
    uses: [
      "2 Anime.score certain read",
      "4 Anime.title certain read",
      "6 Anime.score certain read",
      "6 Studio.name certain read",
      "8 Anime.score certain read",
    ],
  },
  "modules of modules with tonic": {
    text: `pub mod shared_proto { pub mod v1 { tonic::include_proto!("shared_proto.v1"); } }
use shared_proto::v1::{self, anime::Rank, *};
fn a(x: v1::Anime, y: Rank, z: Studio, w: v1::anime::Rank) { x.score; y.place; z.name; w.place; }
fn b() -> shared_proto::v1::Anime { shared_proto::v1::Anime { score: 1, ..Default::default() } }`,
    uses: [
      "3 Anime.score certain read",
      "3 Anime.Rank.place certain read",
      "3 Studio.name certain read",
      "3 Anime.Rank.place certain read",
      "4 Anime.score certain write",
    ],
  },
  "paths of another crate": {
    text: `use protos::shared_proto::v1 as pb;
fn a(x: pb::Anime, y: protos::shared_proto::v1::Studio) { x.score; y.name; }
fn b() { let z = protos::shared_proto::v1::Anime::default(); z.title; }`,
    uses: ["2 Anime.score certain read", "2 Studio.name certain read", "3 Anime.title certain read"],
  },
  "modules of the crate in other files": {
    text: `use crate::pb::{self, Anime};
use super::api::protos::Studio;
use crate::prelude::Season;
use crate::whole;
fn a(x: Anime, y: Studio, z: pb::Anime, w: crate::pb::Studio, v: whole::Anime) { x.score; y.name; z.title; w.name; v.score; }
fn b() { Season::Fall; }`,
    others: {
      "libs/player/src/lib.rs": `pub mod pb { include!(concat!(env!("OUT_DIR"), "/shared_proto.v1.rs")); }
pub mod prelude { pub use crate::pb::*; }
pub mod api; pub mod show; pub mod whole;`,
      "libs/player/src/api/mod.rs": `pub mod protos { tonic::include_proto!("shared_proto.v1"); }`,
      "libs/player/src/whole.rs": `tonic::include_proto!("shared_proto.v1");`,
      "libs/other/src/lib.rs": `pub mod pb { pub struct Anime { score: i32 } }`,
    },
    uses: [
      "5 Anime.score certain read",
      "5 Studio.name certain read",
      "5 Anime.title certain read",
      "5 Studio.name certain read",
      "5 Anime.score certain read",
    ],
  },
  "records made and taken apart": {
    text: `${USE}
fn f(title: String) -> Anime {
    let made = Anime { score: 3, title, ..Default::default() };
    let Anime { score, title: name, .. } = &made;
    if let Anime { studio: Some(Studio { name, .. }), .. } = made { name; }
    made
}`,
    uses: [
      "3 Anime.score certain write",
      "3 Anime.title certain write",
      "4 Anime.score certain read",
      "4 Anime.title certain read",
      "5 Anime.studio certain read",
      "5 Studio.name certain read",
    ],
  },
  "what may be absent": {
    text: `${USE}
async fn f(anime: Option<Anime>, all: Result<Vec<Anime>, Error>) -> Result<(), Error> {
    if let Some(studio) = &anime.as_ref().unwrap().studio { studio.name; }
    let Some(x) = anime else { return Ok(()); };
    x.clone().studio.unwrap_or_default().name;
    while let Some(y) = all?.first() { y.score; }
    match x.studio { Some(s) if s.name == "a" => s.name, None => String::new() };
    load().await?.title;
}
async fn load() -> Result<Box<Anime>, Error> { todo!() }`,
    uses: [
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "5 Anime.studio certain read",
      "5 Studio.name certain read",
      "6 Anime.score certain read",
      "7 Anime.studio certain read",
      "7 Studio.name certain read",
      "7 Studio.name certain read",
      "8 Anime.title certain read",
    ],
  },
  "closures and iterators": {
    text: `${USE}
fn f(xs: &[Anime], by: std::collections::HashMap<String, Anime>) {
    xs.iter().map(|a| a.score).sum::<i32>();
    xs.iter().filter(|a| a.score > 3).for_each(|b| { b.title; });
    xs.iter().fold(0, |sum, a| sum + a.score);
    xs.iter().flat_map(|a| a.related.iter()).map(|r| r.title.clone()).collect::<Vec<_>>();
    for (id, a) in &by { a.score; }
    for (i, a) in xs.iter().enumerate() { a.score; }
    by.values().map(|v| v.title.len());
    let typed = |a: &Anime| a.score;
    by.get("x").unwrap().title;
    xs.iter().max_by_key(|a| a.score).unwrap().title;
}`,
    uses: [
      "3 Anime.score certain read",
      "4 Anime.score certain read",
      "4 Anime.title certain read",
      "5 Anime.score certain read",
      "6 Anime.related certain read",
      "6 Anime.title certain read",
      "7 Anime.score certain read",
      "8 Anime.score certain read",
      "9 Anime.title certain read",
      "10 Anime.score certain read",
      "11 Anime.title certain read",
      "12 Anime.score certain read",
      "12 Anime.title certain read",
    ],
  },
  "pairs and streams": {
    text: `${USE}
struct Rated(Anime, u32);
fn f(xs: &[(String, Anime)], ys: Vec<(u32, Anime)>, rated: Rated, pair: (Studio, Anime)) {
    for (_, a) in xs { a.score; }
    for (n, a) in ys.iter() { a.title; n.score; }
    for (i, (n, a)) in ys.iter().enumerate() { a.score; }
    ys.iter().map(|(_, a)| a.title.len());
    rated.0.score + rated.1.score + pair.1.score;
    ys.iter().fold(0, |_, (_, a)| a.score);
    let Rated(a, n) = rated; a.title + n.score;
    let (.., a) = (1, 2, xs[0].1); let (_, _, b) = (1, 2, xs[0].1); b.score;
    xs[0].1.title + pair.0.name + ys.first().unwrap().1.score;
}
async fn g(mut s: Streaming<Anime>, mut t: impl Stream<Item = Result<Anime, Status>>, mut rx: mpsc::Receiver<Anime>) {
    while let Some(a) = s.next().await { a.score; }
    while let Some(a) = t.next().await { let a = a?; a.title; }
    while let Some(Ok(a)) = t.next().await { a.score; }
    while let Some(a) = rx.recv().await { a.title; }
    while let Some(a) = s.message().await? { a.title; }
}
fn h(by: HashMap<String, Anime>, mut rated: BTreeMap<u32, (u32, Anime)>) {
    by.iter().map(|(id, a)| a.title.len()).sum(); rated.iter().any(|(_, (n, a))| a.score > n);
    rated.retain(|_, (_, a)| a.title.is_empty()); for (_, (_, a)) in &rated { a.score; }
    by.values().map(|a| a.score); by.iter().fold(0, |sum, (_, a)| sum + a.score);
}`,
    uses: [
      "4 Anime.score certain read",
      "5 Anime.title certain read",
      "6 Anime.score certain read",
      "7 Anime.title certain read",
      "8 Anime.score certain read",
      "8 Anime.score certain read",
      "9 Anime.score certain read",
      "10 Anime.title certain read",
      "11 Anime.score certain read",
      "12 Anime.title certain read",
      "12 Studio.name certain read",
      "12 Anime.score certain read",
      "15 Anime.score certain read",
      "16 Anime.title certain read",
      "17 Anime.score certain read",
      "18 Anime.title certain read",
      "19 Anime.title certain read",
      "22 Anime.title certain read",
      "22 Anime.score certain read",
      "23 Anime.title certain read",
      "23 Anime.score certain read",
      "24 Anime.score certain read",
      "24 Anime.score certain read",
    ],
  },
  "methods, Self and traits": {
    text: `${USE}
struct Shelf { anime: Anime, all: Vec<Anime> }
impl Shelf {
    fn new(anime: Anime) -> Self { Self { anime, all: vec![] } }
    fn best(&self) -> Option<&Anime> { self.all.first() }
    fn score(&self) -> i32 { self.anime.score + self.best().unwrap().score + self.score() }
}
trait Scored { fn rank(&self) -> i32; }
impl Scored for Anime { fn rank(&self) -> i32 { self.score + Self::default().score } }
fn f() { Shelf::new(Anime::default()).anime.title; }`,
    uses: [
      "6 Anime.score certain read",
      "6 Anime.score certain read",
      "9 Anime.score certain read",
      "9 Anime.score certain read",
      "10 Anime.title certain read",
    ],
  },
  macros: {
    text: `${USE}
fn f(anime: &Anime, xs: Vec<Anime>) {
    println!("{} {title} {:?}", anime.score, anime.studio.as_ref().unwrap().name, title = anime.title);
    assert_eq!(anime.related[0].score, 3);
    let v = vec![anime.clone(), Anime { score: 1, ..Default::default() }];
    v[0].title;
    assert!(xs.iter().all(|a| a.score > 1) && matches!(anime, Anime { title, .. } if title.is_empty()));
    dbg!(anime).score;
    let s = format!("anime.score {}", "anime.score");
}`,
    uses: [
      "3 Anime.score certain read",
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "3 Anime.title certain read",
      "4 Anime.related certain read",
      "4 Anime.score certain read",
      "5 Anime.score certain write",
      "6 Anime.title certain read",
      "7 Anime.score certain read",
      "7 Anime.title certain read",
      "8 Anime.score certain read",
    ],
  },
  enums: {
    text: `${USE}
fn f(season: Season, anime: &mut Anime) {
    match season { Season::Fall => 1, _ => 2 };
    anime.set_season(Season::Fall);
    Season::try_from(anime.season).unwrap();
    let x = anime.season == Season::Fall as i32;
}`,
    uses: [
      "3 Season.SEASON_FALL certain name",
      "4 Anime.season certain write",
      "4 Season.SEASON_FALL certain name",
      "5 Anime.season certain read",
      "6 Anime.season certain read",
      "6 Season.SEASON_FALL certain name",
    ],
  },
  "values of blocks": {
    text: `${USE}
fn f(a: Anime, b: Anime, yes: bool) {
    let x = if yes { a } else { b };
    x.score;
    let y = match yes { true => x.studio.unwrap(), false => return };
    y.name;
    let z = { let w = x.clone(); w };
    z.title;
}`,
    uses: [
      "4 Anime.score certain read",
      "5 Anime.studio certain read",
      "6 Studio.name certain read",
      "8 Anime.title certain read",
    ],
  },
  "variants of an enum of the file": {
    text: `${USE}
enum Item { Show(Anime), Made { by: Studio }, None }
fn f(item: Item) {
    match item { Item::Show(a) => a.score, Item::Made { by } => 0, Item::None => 1 };
}`,
    uses: ["4 Anime.score certain read"],
  },
  "comments, strings and other types": {
    text: `${USE}
struct Match { score: i32 }
/// anime.score
fn f(m: Match, a: Anime) -> i32 {
    // a.score
    let s = "a.score";
    println!("a.score {}", m.score);
    m.score
}`,
    uses: [],
  },
  "what is not known": {
    text: `${USE}
fn f(a: Unknown, b: impl Fn() -> i32) -> i32 { let x = helper(); x.score + other::load().title }`,
    uses: ["2 Anime.score likely read", "2 Anime.title likely read"],
  },
  "what functions of types from elsewhere give": {
    text: `use crate::repository::Repository; ${USE}
async fn f(r: &Repository, own: Review) -> Result<(), Error> {
    let found = r.find(1).await?;
    own.score + r.score + found.score
}`,
    uses: ["4 Anime.score likely read"],
  },
  "a file that has nothing to do with the contract": {
    text: "fn f(a: Anime) -> i32 { a.score }",
    uses: [],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { text, uses, others }) => {
  expect(await usesOf(text, others)).toEqual(uses);
  // What surrounds the code changes nothing.
  expect(await usesOf(text.replaceAll("\n", "\r\n"), others)).toEqual(uses);
  expect(await usesOf(`\uFEFF${text}`, others)).toEqual(uses);
  expect(await usesOf(text.replace(USE, `/* ${"名前 🎌 é ".repeat(3)} */ ${USE}`), others)).toEqual(uses);
});
