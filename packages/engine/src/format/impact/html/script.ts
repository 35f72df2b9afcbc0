/**
 * What the page does beyond being read: search, filters, highlighting, keys and
 * the theme. It makes no markup of data. ASCII only, because its digest stands in the page.
 */
export const SCRIPT = `
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const graph = one(".graph");
  const nodes = all(".node");
  const lines = all(".line");
  const cards = all(".card");
  const subjects = all(".subject");
  const bar = one(".bar");
  const search = one("#search");
  const shown = new Set(all(".legend [data-reach]").map((item) => item.dataset.reach));
  const state = { project: undefined, subject: undefined };
  root.classList.add("js");

  // Hidden controls do nothing without this script.
  for (const element of all(".scripted")) element.hidden = false;
  for (const item of all(".legend [data-reach]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      const reach = item.dataset.reach;
      const isShown = !shown.delete(reach);
      if (isShown) shown.add(reach);
      button.setAttribute("aria-pressed", String(isShown));
      filter();
    });
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const matches = (element) => words.every((word) => element.dataset.search.includes(word));
    const bySubject = new Set(subjects.filter(matches).map((subject) => subject.dataset.subject));
    const kept = new Set();
    for (const card of cards) {
      const isFound = matches(card) || card.dataset.subjects.split(" ").some((index) => bySubject.has(index));
      const isKept = shown.has(card.dataset.reach) && isFound;
      if (isKept) kept.add(card.dataset.project);
      card.parentElement.hidden = !isKept;
    }
    for (const element of [...nodes, ...lines]) element.classList.toggle("off", !kept.has(element.dataset.project));
    for (const subject of subjects) {
      const isNear = cards.some((card) => kept.has(card.dataset.project) && card.dataset.subjects.split(" ").includes(subject.dataset.subject));
      subject.hidden = words.length > 0 && !bySubject.has(subject.dataset.subject) && !isNear;
    }
    const isFiltered = words.length > 0 || shown.size < all(".legend [data-reach]").length;
    one("#found").textContent = isFiltered ? kept.size + " of " + cards.length + " projects shown" : "";
    if (!kept.has(state.project)) select(undefined);
    roam(nodes.find((node) => node.tabIndex === 0 && isVisible(node)) ?? nodes.find(isVisible));
  }

  function isVisible(node) {
    return !node.classList.contains("off");
  }

  // What is lit: the previewed thing, else what was chosen.
  function light(project = state.project, subject = state.subject) {
    const isLit = (index) =>
      project !== undefined ? index === project : nodes[index]?.dataset.subjects.split(" ").includes(subject);
    graph?.classList.toggle("focused", project !== undefined || subject !== undefined);
    for (const element of [...nodes, ...lines]) element.classList.toggle("on", Boolean(isLit(element.dataset.project)));
  }

  function select(project) {
    state.project = project;
    for (const node of nodes) {
      if (node.dataset.project === project) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    const touched = project === undefined ? undefined : nodes[project].dataset.subjects.split(" ");
    for (const group of all("[data-of]")) group.hidden = project !== undefined && group.dataset.of !== project;
    for (const subject of subjects) {
      if (touched) subject.open = touched.includes(subject.dataset.subject);
    }
    bar.hidden = project === undefined;
    one("#chosen").textContent = project === undefined ? "" : nodes[project].dataset.label;
    light();
  }

  // One stop of the tab key; arrows go on from there.
  function roam(node) {
    for (const each of nodes) each.tabIndex = each === node ? 0 : -1;
  }

  const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function neighbour(node, key) {
    const [dx, dy] = DIRECTIONS[key];
    const place = (each) => [Number(each.dataset.x), Number(each.dataset.y)];
    const [x, y] = place(node);
    let best;
    for (const each of nodes) {
      const [ex, ey] = place(each);
      const along = (ex - x) * dx + (ey - y) * dy;
      if (each === node || !isVisible(each) || along <= 1) continue;
      const across = Math.abs((ex - x) * dy) + Math.abs((ey - y) * dx);
      if (dx === 0 && across > 40) continue;
      const distance = along + across * 2;
      if (best === undefined || distance < best.distance) best = { each, distance };
    }
    return best?.each;
  }

  for (const node of nodes) {
    const project = node.dataset.project;
    node.addEventListener("mouseenter", () => light(project));
    node.addEventListener("mouseleave", () => light());
    node.addEventListener("focus", () => {
      roam(node);
      light(project);
    });
    node.addEventListener("blur", () => light());
    node.addEventListener("click", (event) => {
      event.preventDefault();
      select(state.project === project ? undefined : project);
    });
    node.addEventListener("keydown", (event) => {
      const visible = nodes.filter(isVisible);
      const next =
        event.key in DIRECTIONS ? neighbour(node, event.key)
        : event.key === "Home" ? visible[0]
        : event.key === "End" ? visible.at(-1)
        : undefined;
      if (event.key === " ") node.dispatchEvent(new MouseEvent("click", { cancelable: true }));
      else if (!next) return;
      event.preventDefault();
      next?.focus();
      next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  for (const subject of subjects) {
    const index = subject.dataset.subject;
    const summary = subject.firstElementChild;
    const preview = () => light(undefined, index);
    subject.addEventListener("mouseenter", preview);
    subject.addEventListener("mouseleave", () => light());
    summary.addEventListener("focus", preview);
    summary.addEventListener("blur", () => light());
    summary.addEventListener("click", () => {
      state.subject = subject.open ? undefined : index;
    });
  }

  one("#clear").addEventListener("click", () => {
    const node = nodes[state.project];
    select(undefined);
    node?.focus();
  });
  search.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(?:INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      search.focus();
    }
    if (event.key !== "Escape") return;
    if (search.value !== "") {
      search.value = "";
      filter();
    }
    state.subject = undefined;
    select(undefined);
  });

  const theme = one("#theme");
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Use the " + (isDark() ? "light" : "dark") + " theme"); };
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  name();

  const canvas = one(".canvas");
  const fit = one("#fit");
  fit?.addEventListener("click", () => {
    const isFit = canvas.classList.toggle("fit");
    fit.setAttribute("aria-pressed", String(isFit));
    if (!isFit) centre();
  });
  function centre() {
    canvas.scrollTo((canvas.scrollWidth - canvas.clientWidth) / 2, (canvas.scrollHeight - canvas.clientHeight) / 2);
  }
  if (canvas) centre();
  // A printer shows what is folded too.
  addEventListener("beforeprint", () => { for (const subject of subjects) subject.open = true; });
  roam(nodes[0]);
})();
`;
