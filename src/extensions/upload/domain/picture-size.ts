export interface PictureSize {
  width: number;
  height: number;
  /** 1 for a still picture. */
  frames: number;
}

/** Sharp's metadata, in which the frames of an animation are stacked vertically. */
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
