/** Reads a body of at most `limit` bytes after decompression. @returns null when there is more; the connection is then closed */
export async function readBounded(response: Response, limit: number): Promise<Uint8Array | null> {
  const { body } = response;
  if (body === null) return new Uint8Array();
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limit) {
    await body.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
