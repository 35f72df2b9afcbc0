export { takeAhead } from "./long-questions.js";
export { type Asked, type Question, startGit } from "./start.js";
