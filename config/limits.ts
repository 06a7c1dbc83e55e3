/** What one request may ask of the club, and how long it may take. All in one place, since each follows from the others. */
const limits = {
  /** Of one request with files. A set of two hours as a good MP3 is 150 MB; what is longer belongs on a platform for it. */
  uploadBytes: 250_000_000,
  /** Width times height times frames: a photo of a good phone (50 megapixels), some 200 MB once it is decoded. */
  picturePixels: 51_000_000,

  /** Of one body that is no upload. The longest text of the club has its place many times over. */
  json: '1mb',
  form: '56kb',
  text: '56kb',
  /** Of the fields beside uploaded files: their names, alternative texts and captions. */
  uploadFieldBytes: 1_000_000,
  /** Of all uploads that are under way: their files lie in the temporary folder until they are answered. */
  uploadBytesUnderWay: 1_000_000_000,
  /** How deep JSON may be nested. The deepest of the club, filters and the blocks of a text, have some 20 levels. */
  jsonLevels: 100,

  /** Bodies that are being read at once, of one address and of all: each may hold a megabyte of memory. */
  bodiesOfAddress: 20,
  bodies: 200,

  /**
   * A body may take as long as it needs, so that 250 MB come through on a bad line, but not stand still: in each window it
   * must bring this much more, which is a thirtieth of what the slowest mobile connections do.
   */
  bodyWindowMs: 30_000,
  bodyBytesPerWindow: 32_000,
  /** Once all of a body with files has come, its parser needs no more than to write the last of them. */
  bodyParsedMs: 10_000,

  /** Headers are a packet or two, and come at once. */
  headerBytes: 16_384,
  headersMs: 20_000,
  /** Longer than a proxy in front of the club keeps its own end open (nginx: 60 s), so that it never meets a closed one. */
  keepAliveMs: 65_000,
  /** How often Node looks for connections that have had their time. */
  connectionsCheckedMs: 5_000,
};

export type Limits = typeof limits;

export default limits;
