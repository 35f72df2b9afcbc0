package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// readMessage sets the fields of a generated message by their names.
func readMessage(message protoreflect.Message, fields map[string]any) error {
	for name, given := range fields {
		field := message.Descriptor().Fields().ByName(protoreflect.Name(name))
		if field == nil {
			return fmt.Errorf("%s has no field %q", message.Descriptor().FullName(), name)
		}
		if err := readField(message, field, given); err != nil {
			return fmt.Errorf("%s: %w", field.FullName(), err)
		}
	}
	return nil
}

func readField(message protoreflect.Message, field protoreflect.FieldDescriptor, given any) error {
	switch {
	case field.IsMap():
		entries := message.Mutable(field).Map()
		pairs, _ := given.(map[string]any)[""].([]any)
		for _, pair := range pairs {
			pair := pair.([]any)
			key, err := readValue(field.MapKey(), pair[0], nil)
			if err != nil {
				return err
			}
			value, err := readValue(field.MapValue(), pair[1], entries.NewValue)
			if err != nil {
				return err
			}
			entries.Set(key.MapKey(), value)
		}
	case field.IsList():
		list := message.Mutable(field).List()
		for _, item := range given.([]any) {
			value, err := readValue(field, item, list.NewElement)
			if err != nil {
				return err
			}
			list.Append(value)
		}
	default:
		value, err := readValue(field, given, func() protoreflect.Value { return message.NewField(field) })
		if err != nil {
			return err
		}
		message.Set(field, value)
	}
	return nil
}

// readValue reads one value; empty makes the message that a message's fields are set in.
func readValue(field protoreflect.FieldDescriptor, given any, empty func() protoreflect.Value) (protoreflect.Value, error) {
	switch given := given.(type) {
	case map[string]any:
		value := empty()
		return value, readMessage(value.Message(), given)
	case bool:
		return protoreflect.ValueOfBool(given), nil
	case json.Number:
		number, err := strconv.ParseInt(given.String(), 10, 32)
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number)), err
	case string:
		return readText(field, given)
	default:
		return protoreflect.Value{}, fmt.Errorf("cannot read %v", given)
	}
}

func readText(field protoreflect.FieldDescriptor, text string) (protoreflect.Value, error) {
	switch field.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(text), nil
	case protoreflect.BytesKind:
		decoded, err := base64.StdEncoding.DecodeString(text)
		return protoreflect.ValueOfBytes(decoded), err
	case protoreflect.EnumKind:
		value := field.Enum().Values().ByName(protoreflect.Name(text))
		if value == nil {
			return protoreflect.Value{}, fmt.Errorf("no enum value is called %q", text)
		}
		return protoreflect.ValueOfEnum(value.Number()), nil
	case protoreflect.FloatKind:
		if text == "NaN" {
			return protoreflect.ValueOfFloat32(float32(math.NaN())), nil
		}
		bits, err := strconv.ParseUint(text, 16, 32)
		return protoreflect.ValueOfFloat32(math.Float32frombits(uint32(bits))), err
	case protoreflect.DoubleKind:
		if text == "NaN" {
			return protoreflect.ValueOfFloat64(math.NaN()), nil
		}
		bits, err := strconv.ParseUint(text, 16, 64)
		return protoreflect.ValueOfFloat64(math.Float64frombits(bits)), err
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		number, err := strconv.ParseInt(text, 10, 32)
		return protoreflect.ValueOfInt32(int32(number)), err
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		number, err := strconv.ParseUint(text, 10, 32)
		return protoreflect.ValueOfUint32(uint32(number)), err
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		number, err := strconv.ParseUint(text, 10, 64)
		return protoreflect.ValueOfUint64(number), err
	default:
		number, err := strconv.ParseInt(text, 10, 64)
		return protoreflect.ValueOfInt64(number), err
	}
}

// writeMessage gives the fields that are present, by their names.
func writeMessage(message protoreflect.Message) map[string]any {
	fields := map[string]any{}
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		fields[string(field.Name())] = writeField(field, value)
		return true
	})
	return fields
}

func writeField(field protoreflect.FieldDescriptor, value protoreflect.Value) any {
	switch {
	case field.IsMap():
		entries := [][2]any{}
		value.Map().Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
			entries = append(entries, [2]any{writeValue(field.MapKey(), key.Value()), writeValue(field.MapValue(), value)})
			return true
		})
		return map[string]any{"": entries}
	case field.IsList():
		items := make([]any, value.List().Len())
		for i := range items {
			items[i] = writeValue(field, value.List().Get(i))
		}
		return items
	default:
		return writeValue(field, value)
	}
}

func writeValue(field protoreflect.FieldDescriptor, value protoreflect.Value) any {
	switch field.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return writeMessage(value.Message())
	case protoreflect.EnumKind:
		if known := field.Enum().Values().ByNumber(value.Enum()); known != nil {
			return known.Name()
		}
		return value.Enum()
	case protoreflect.FloatKind:
		if math.IsNaN(value.Float()) {
			return "NaN"
		}
		return fmt.Sprintf("%08x", math.Float32bits(float32(value.Float())))
	case protoreflect.DoubleKind:
		if math.IsNaN(value.Float()) {
			return "NaN"
		}
		return fmt.Sprintf("%016x", math.Float64bits(value.Float()))
	case protoreflect.BoolKind, protoreflect.StringKind, protoreflect.BytesKind:
		return value.Interface()
	default:
		return fmt.Sprint(value.Interface())
	}
}
