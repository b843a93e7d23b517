import { decode, encode } from "@msgpack/msgpack";
import type { ToBrowser, ToServer } from "@/schema/schema.gen";

export function pack(message: ToServer): Uint8Array<ArrayBuffer> {
  return encode(message);
}

export function unpack(data: ArrayBuffer): ToBrowser {
  return decode(data) as ToBrowser;
}

// MessagePack's byte strings are views at any offset; typed arrays want aligned ones.
function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}

export function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(aligned(bytes));
}

export function integers(bytes: Uint8Array): Int32Array {
  return new Int32Array(aligned(bytes));
}

/** The same bytes read as signed; no copy. */
export function signedBytes(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
