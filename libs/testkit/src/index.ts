export { readExample } from "./read-example.js";
