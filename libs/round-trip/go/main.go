// Command round-trip speaks the contracts in Go: see ../README.md for the protocol.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"

	_ "example.org/nx-contracts/catalog-go/gen/shared_proto/storage/v1"
	_ "example.org/nx-contracts/catalog-go/gen/shared_proto/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

type request struct {
	Type     protoreflect.FullName `json:"type"`
	Values   []map[string]any      `json:"values"`
	Messages [][]byte              `json:"messages"`
}

type response struct {
	Types    []protoreflect.FullName `json:"types,omitempty"`
	Values   []map[string]any        `json:"values,omitempty"`
	Messages [][]byte                `json:"messages,omitempty"`
	Error    string                  `json:"error,omitempty"`
}

func main() {
	input, output := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	for {
		var asked request
		err := readFrame(input, &asked)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			err = writeFrame(output, answer(asked))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// readFrame reads a request; numbers stay texts until a field says what they are.
func readFrame(input io.Reader, into *request) error {
	var length uint32
	if err := binary.Read(input, binary.BigEndian, &length); err != nil {
		return err
	}
	decoder := json.NewDecoder(io.LimitReader(input, int64(length)))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func writeFrame(output *bufio.Writer, answer response) error {
	payload, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	if err := binary.Write(output, binary.BigEndian, uint32(len(payload))); err != nil {
		return err
	}
	if _, err := output.Write(payload); err != nil {
		return err
	}
	return output.Flush()
}

func answer(asked request) response {
	if asked.Type == "" {
		return response{Types: messageTypes()}
	}
	var given response
	err := func() error {
		if asked.Values != nil {
			return encodeAll(asked, &given)
		}
		return decodeAll(asked, &given)
	}()
	if err != nil {
		return response{Error: err.Error()}
	}
	return given
}

// generatedPackages is where the stubs lie; what they depend on registers messages of its own.
const generatedPackages = "example.org/nx-contracts/catalog-go/gen/"

// messageTypes lists the top-level messages that have a generated type.
func messageTypes() []protoreflect.FullName {
	var names []protoreflect.FullName
	protoregistry.GlobalTypes.RangeMessages(func(generated protoreflect.MessageType) bool {
		_, isNested := generated.Descriptor().Parent().(protoreflect.MessageDescriptor)
		pkg := reflect.TypeOf(generated.Zero().Interface()).Elem().PkgPath()
		if !isNested && strings.HasPrefix(pkg, generatedPackages) {
			names = append(names, generated.Descriptor().FullName())
		}
		return true
	})
	return names
}

// newMessage makes an empty message of the generated type.
func newMessage(name protoreflect.FullName) (protoreflect.Message, error) {
	generated, err := protoregistry.GlobalTypes.FindMessageByName(name)
	if err != nil {
		return nil, fmt.Errorf("no message is called %q: %w", name, err)
	}
	return generated.New(), nil
}

func encodeAll(asked request, given *response) error {
	for _, fields := range asked.Values {
		message, err := newMessage(asked.Type)
		if err != nil {
			return err
		}
		if err := readMessage(message, fields); err != nil {
			return err
		}
		encoded, err := proto.Marshal(message.Interface())
		if err != nil {
			return err
		}
		given.Messages = append(given.Messages, encoded)
	}
	return nil
}

func decodeAll(asked request, given *response) error {
	for _, encoded := range asked.Messages {
		message, err := newMessage(asked.Type)
		if err != nil {
			return err
		}
		if err := proto.Unmarshal(encoded, message.Interface()); err != nil {
			return err
		}
		again, err := proto.Marshal(message.Interface())
		if err != nil {
			return err
		}
		given.Values = append(given.Values, writeMessage(message))
		given.Messages = append(given.Messages, again)
	}
	return nil
}
