export { takeAhead } from "./questions-again.js";
export { type Asked, type Question, startGit } from "./start.js";
