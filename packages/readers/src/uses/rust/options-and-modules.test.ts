import { expect, test } from "vitest";
import { usesOf } from "../rust.test.support.js";

const USE = "use shared_proto::v1::{Anime, Season, Studio};";

const CASES: Record<string, { readonly text: string; readonly uses: readonly string[] }> = {
  "closures of what may be absent": {
    text: `${USE}
fn f(anime: &Anime) {
    anime.studio.as_ref().map(|s| s.name.clone());
    anime.studio.clone().map_or(0, |s| s.name.len());
    anime.studio.iter().for_each(|s| { s.name; });
}`,
    uses: [
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "4 Anime.studio certain read",
      "4 Studio.name certain read",
      "5 Anime.studio certain read",
      "5 Studio.name certain read",
    ],
  },
  "what an option holds": {
    text: `${USE}
fn f(one: Option<Anime>, other: Option<&Anime>) {
    one.map(|a| a.studio).unwrap().name;
    other.iter().for_each(|a| println!("{}", a.title));
    for a in one.iter().filter(|a| a.score > 1) { a.title; }
    for a in other { a.score; }
    one.as_ref().and_then(|a| a.related.first()).map(|a| a.title);
    if let Err(error) = load() { error.title; }
}`,
    uses: [
      "3 Anime.studio certain read",
      "3 Studio.name certain read",
      "4 Anime.title certain read",
      "5 Anime.score certain read",
      "5 Anime.title certain read",
      "6 Anime.score certain read",
      "7 Anime.related certain read",
      "7 Anime.title certain read",
    ],
  },
  "modules that import different types under one name": {
    text: `${USE}
mod a {
    use shared_proto::v1::Anime as Item;
    pub fn f(item: &Item) { item.score; }
}
mod b {
    use shared_proto::v1::Studio as Item;
    pub fn f(item: &Item) { item.name; }
    mod inner {
        use super::Item;
        use super::super::Anime;
        fn f(item: &Item, anime: Anime) { item.name; anime.title; }
    }
}
fn f((anime, studio): (Anime, Studio)) { anime.title; studio.name; }
`,
    uses: [
      "4 Anime.score certain read",
      "8 Studio.name certain read",
      "12 Studio.name certain read",
      "12 Anime.title certain read",
      "15 Anime.title certain read",
      "15 Studio.name certain read",
    ],
  },
};

test.each(Object.entries(CASES))("%s", async (_, { text, uses }) => {
  expect(await usesOf(text)).toEqual(uses);
});
