import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const enumMemberMissing = defineRule({
  id: "parity/enum-member-missing",
  summary: "A member of an enum of the source is not in the mirror.",
  help: "A value of the source cannot be written on the mirror's side. Add the line that is shown; in a proto the member carries the enum's name as prefix (`ANIME_STATUS_FINISHED`).",
  severity: "error",
  on: "member-missing",
  messages: {
    missing: (data: { enum: string; member: string; mirror: string }) =>
      `The member \`${data.member}\` of \`${data.enum}\` is not in the ${data.mirror}.`,
  },
  check: ({ source, member, mirror }) => ({
    message: "missing",
    at: member.at,
    related: [placeIn(mirror.schema, `\`${mirror.name}\``, mirror.at)],
    data: { enum: source.name, member: member.name, mirror: LANGUAGE_WORDS[mirror.schema.language] },
  }),
  examples: [
    {
      title: "A member was added to the model only",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n    FALL = "FALL"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\n',
      },
      reports: ["Season.FALL"],
    },
    {
      title: "A literal written in place",
      files: {
        "models.py":
          'from typing import Literal\nfrom pydantic import BaseModel\n\nclass Cour(BaseModel):\n    season: Literal["spring", "fall"]\n',
        "mirror.ts": 'export interface Cour {\n  season: "spring";\n}\n',
      },
      reports: ["Cour.season.fall"],
    },
    {
      title: "The prefix is part of a proto's style",
      files: {
        "models.py": 'from enum import Enum\n\nclass HTTPStatus(str, Enum):\n    OK = "ok"\n',
        "mirror.proto":
          'syntax = "proto3";\nenum HTTPStatus {\n  HTTP_STATUS_UNSPECIFIED = 0;\n  HTTP_STATUS_OK = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
