/** The limits of a single request. All are in one place, since they depend on each other. */
const limits = {
  /**
   * Size of one request with files. A set of two hours as a good MP3 is 150 MB; longer recordings belong on a streaming
   * platform.
   */
  uploadBytes: 250_000_000,
  /** Width × height × frames: a photo of a good phone (50 megapixels), some 200 MB once decoded. */
  picturePixels: 51_000_000,

  /** Size of one body without files, many times that of the club's longest text. */
  json: '1mb',
  form: '56kb',
  text: '56kb',
  /** Size of the fields beside uploaded files: their names, alternative texts and captions. */
  uploadFieldBytes: 1_000_000,
  /** Size of all uploads in progress: their files are in the temporary folder until they are answered. */
  uploadBytesUnderWay: 1_000_000_000,
  /** Maximum nesting of JSON. The deepest of the club, filters and the blocks of a text, have some 20 levels. */
  jsonLevels: 100,

  /** Bodies that are read at once, per address and in total: each may take a megabyte of memory. */
  bodiesOfAddress: 20,
  bodies: 200,

  /**
   * A body may take as long as it needs, so that 250 MB come through on a bad line, but must not stall: each window must
   * bring this many bytes, a thirtieth of what the slowest mobile connections do.
   */
  bodyWindowMs: 30_000,
  bodyBytesPerWindow: 32_000,
  /** Once a body with files has arrived, its parser only has to write the last of them. */
  bodyParsedMs: 10_000,

  /** Headers are a packet or two, and arrive at once. */
  headerBytes: 16_384,
  headersMs: 20_000,
  /** Longer than a proxy keeps idle connections (nginx: 60 s), so that it never uses a closed one. */
  keepAliveMs: 65_000,
  /** How often Node checks for expired connections. */
  connectionsCheckedMs: 5_000,
};

export type Limits = typeof limits;

export default limits;
