/** Why an image cannot be described, and what to do about it. */
export interface ImageProblem {
  /** A sentence that begins with what the image does or is, without naming it. */
  readonly message: string;
  readonly help: string;
}

/** Stops the description of an image; never leaves this folder. */
export class ImageFailure extends Error {
  readonly help: string;

  constructor({ message, help }: ImageProblem, cause?: unknown) {
    super(message, { cause });
    this.name = "ImageFailure";
    this.help = help;
  }
}

/** What to do about an image that is none, or is damaged. */
export const BUILD_AGAIN =
  "Build it again with `buf build -o image.binpb` or `protoc --include_imports -o image.pb`, and copy it as a binary file.";

/** The failure of bytes that are no image, or no longer one. */
export function damaged(where: string, cause?: unknown): ImageFailure {
  return new ImageFailure({ message: `It is not a compiled image: ${where}.`, help: BUILD_AGAIN }, cause);
}
