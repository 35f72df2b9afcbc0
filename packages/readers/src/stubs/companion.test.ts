import { describe, expect, test } from "vitest";
import { compareOutlines } from "../../../engine/src/stubs/compare.js";
import { outlineSources } from "../descriptor/outline-sources.js";
import { readCompanion } from "./companion.js";
import type { StubKind } from "./stub.js";

const PROTO = {
  path: "shows.proto",
  text: `syntax = "proto3";
package shows.v1;
message Show {
  string title = 1;
  repeated int32 years = 2;
  map<string, Show> others = 3;
  Mood mood = 4;
  bool from = 5;
  message Part { double length = 1; }
}
enum Mood { MOOD_UNSPECIFIED = 0; MOOD_DARK = 1; }
service Shows {
  rpc Get(Show) returns (Show);
  rpc Watch(Show) returns (stream Show.Part);
}
`,
};

const TYPES = `from google.protobuf import descriptor as _descriptor

DESCRIPTOR: _descriptor.FileDescriptor

class Mood(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MOOD_UNSPECIFIED: _ClassVar[Mood]
    MOOD_DARK: _ClassVar[Mood]
MOOD_UNSPECIFIED: Mood
MOOD_DARK: Mood

class Show(_message.Message):
    __slots__ = ("title", "years", "others", "mood")
    class OthersEntry(_message.Message):
        __slots__ = ("key", "value")
        key: str
        value: Show
    class Part(_message.Message):
        __slots__ = ("length",)
        length: float
    title: str
    years: _containers.RepeatedScalarFieldContainer[int]
    others: _containers.MessageMap[str, Show]
    mood: Mood
    def __init__(self, title: _Optional[str] = ...) -> None: ...
`;

/** Messages and enums may be called like words of Python; fields of such names are left out. */
const WORDS = {
  path: "words.proto",
  text: `syntax = "proto3";
package words.v1;
message None {
  int32 a = 1;
  message pass { string class = 1; }
  None self = 2;
  repeated pass items = 3;
  map<string, None> lambda = 4;
  map<string, Kind.import> kinds = 5;
}
message Kind { enum import { def = 0; ok = 1; } }
`,
};

const WORD_TYPES = `DESCRIPTOR: _descriptor.FileDescriptor

class None(_message.Message):
    __slots__ = ("a", "self", "items", "kinds")
    class pass(_message.Message):
        __slots__ = ()
    class LambdaEntry(_message.Message):
        __slots__ = ("key", "value")
        key: str
        value: globals()['None']
    class KindsEntry(_message.Message):
        __slots__ = ("key", "value")
        key: str
        value: getattr(Kind, 'import')
    a: int
    self: globals()['None']
    items: _containers.RepeatedCompositeFieldContainer[getattr(globals()['None'], 'pass')]
    kinds: _containers.ScalarMap[str, getattr(Kind, 'import')]

class Kind(_message.Message):
    __slots__ = ()
    class import(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        def: _ClassVar[getattr(Kind, 'import')]
        ok: _ClassVar[getattr(Kind, 'import')]
    def: getattr(Kind, 'import')
    ok: getattr(Kind, 'import')
`;

const GRPC = `        self.Get = channel.unary_unary(
                '/shows.v1.Shows/Get',
                request_serializer=shows__pb2.Show.SerializeToString,
                response_deserializer=shows__pb2.Show.FromString,
                _registered_method=True)
        self.Watch = channel.unary_stream(
                '/shows.v1.Shows/Watch',
                request_serializer=shows__pb2.Show.SerializeToString,
                response_deserializer=shows__pb2.Show.Part.FromString,
                _registered_method=True)
`;

const GO = `var Shows_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "shows.v1.Shows",
	Methods: []grpc.MethodDesc{
		{
			MethodName: "Get",
			Handler:    _Shows_Get_Handler,
		},
	},
	Streams: []grpc.StreamDesc{
		{
			StreamName:    "Watch",
			Handler:       _Shows_Watch_Handler,
			ServerStreams: true,
		},
	},
}
`;

/** What a file without a descriptor says differently from the proto. */
function differences(kind: StubKind, text: string, source = PROTO): readonly string[] {
  const proto = outlineSources([source]).outline(source.path).outline;
  if (proto === undefined) throw new Error("The proto does not parse.");
  const companion = readCompanion(kind, Buffer.from(text), proto);
  if (companion === undefined) throw new Error(`${kind} is no companion.`);
  return compareOutlines(companion.stub, companion.proto).map(({ name, change }) => `${name} ${change}`);
}

describe.each<readonly [StubKind, string, readonly (readonly [from: string, to: string, says: string])[]]>([
  [
    "python-types",
    TYPES,
    [
      ["title: str", "title: bytes", "Show.title changed"],
      ["years: _containers.RepeatedScalarFieldContainer[int]", "years: int", "Show.years changed"],
      ["MessageMap[str, Show]", "MessageMap[int, Show]", "Show.others changed"],
      ['"others", "mood"', '"others"', "Show.mood missing"],
      ['("length",)', '("length", "width")', "Show.Part.width extra"],
      ["    MOOD_DARK: _ClassVar[Mood]\n", "", "Mood.MOOD_DARK missing"],
      ["class Part(", "class Piece(", "Show.Part missing"],
    ],
  ],
  [
    "python-grpc",
    GRPC,
    [
      ["/shows.v1.Shows/Watch", "/shows.v1.Shows/Look", "Shows.Watch missing"],
      ["unary_stream", "unary_unary", "Shows.Watch changed"],
      ["pb2.Show.Part.FromString", "pb2.Show.FromString", "Shows.Watch changed"],
      ["/shows.v1.Shows/Get", "/other.Shows/Get", "Shows.Get missing"],
    ],
  ],
  [
    "go-grpc",
    GO,
    [
      ['MethodName: "Get"', 'MethodName: "Fetch"', "Shows.Get missing"],
      ["ServerStreams: true", "ClientStreams: true", "Shows.Watch changed"],
      ['ServiceName: "shows.v1.Shows"', 'ServiceName: "shows.v2.Shows"', "Shows missing"],
    ],
  ],
])("%s", (kind, text, edits) => {
  test("as it is generated says what the proto says", () => {
    expect(differences(kind, text)).toEqual([]);
  });

  test.each(edits)("%s ⇒ %s", (from, to, says) => {
    expect(text).toContain(from);
    expect(differences(kind, text.replace(from, to))).toContain(says);
  });

  test("of nothing at all says everything is missing", () => {
    expect(differences(kind, "").length).toBeGreaterThan(0);
    expect(differences(kind, "(".repeat(100_000)).length).toBeGreaterThan(0);
  });
});

test("python-types of names that are words of Python say what the proto says", () => {
  expect(differences("python-types", WORD_TYPES, WORDS)).toEqual([]);
  const other = WORD_TYPES.replace("self: globals()['None']", "self: globals()['pass']");
  expect(differences("python-types", other, WORDS)).toEqual(["None.self changed"]);
});
