/** The size of a picture, as its header says. */
export interface PictureSize {
  width: number;
  height: number;
  /** 1 where nothing moves. */
  frames: number;
}

/** What sharp reads of a header: the frames of a moving picture stand below one another. */
interface Header {
  width: number;
  height: number;
  pageHeight?: number;
  pages?: number;
}

export const sizeOf = ({ width, height, pageHeight = height, pages = 1 }: Header): PictureSize => ({
  width,
  height: pageHeight,
  frames: pages,
});

export const pixelsOf = ({ width, height, frames }: PictureSize): number => width * height * frames;
