import type { Language } from '../../../shared/server/languages';

export interface RefusalWords {
  uploadable: (pictures: string, audio: string, video: string, documents: string) => string;
  heic: string;
  animatedPng: string;
  otherPicture: (detected: string) => string;
  otherType: (detected: string) => string;
  noType: string;
  damaged: string;
  tooLarge: (size: string, megapixels: number) => string;
  pixels: (width: number, height: number) => string;
  frames: (size: string, frames: number) => string;
  notReplaceable: (type: string, extension: string) => string;
  quotes: readonly [string, string];
}

/** What refusals of files say, to follow the name of the file. */
export const refusalWords: Readonly<Record<Language, RefusalWords>> = {
  en: {
    quotes: ["'", "'"],
    uploadable: (pictures, audio, video, documents) =>
      `You can upload pictures (${pictures}), audio (${audio}), video (${video}) and ${documents}.`,
    heic:
      'is a HEIC picture, which most browsers cannot show. Save it as JPEG and upload that; ' +
      'iPhones take JPEG with Settings > Camera > Formats > Most Compatible.',
    animatedPng:
      'is an animated PNG, of which only the first frame could be kept. ' +
      'Save it as an animated WebP or GIF and upload that.',
    otherPicture: (detected) =>
      `is a picture of the type ${detected}, which browsers do not show. Save it as JPEG, PNG or WebP and upload that.`,
    otherType: (detected) => `is of the type ${detected}.`,
    noType: 'is of no type that can be uploaded.',
    damaged: 'is not a valid image: it is damaged or incomplete.',
    tooLarge: (size, megapixels) =>
      `has ${size}; a picture may have ${megapixels} megapixels. Make it smaller and upload that.`,
    pixels: (width, height) => `${width} × ${height} pixels`,
    frames: (size, frames) => `${size} in ${frames} frames`,
    notReplaceable: (type, extension) =>
      `is a ${type} file and cannot replace one whose address ends in ${extension}. Upload it as a new file.`,
  },
  it: {
    quotes: ['«', '»'],
    uploadable: (pictures, audio, video, documents) =>
      `Puoi caricare immagini (${pictures}), audio (${audio}), video (${video}) e ${documents}.`,
    heic:
      'è un’immagine HEIC, che la maggior parte dei browser non mostra. Salvala come JPEG e carica quella; ' +
      'gli iPhone scattano in JPEG con Impostazioni > Fotocamera > Formati > Più compatibile.',
    animatedPng:
      'è un PNG animato, di cui resterebbe solo il primo fotogramma. Salvalo come WebP o GIF animato e carica quello.',
    otherPicture: (detected) =>
      `è un’immagine di tipo ${detected}, che i browser non mostrano. Salvala come JPEG, PNG o WebP e carica quella.`,
    otherType: (detected) => `è di tipo ${detected}.`,
    noType: 'non è di un tipo che si può caricare.',
    damaged: 'non è un’immagine valida: è danneggiata o incompleta.',
    tooLarge: (size, megapixels) =>
      `ha ${size}; un’immagine può avere ${megapixels} megapixel. Rimpiccioliscila e carica quella.`,
    pixels: (width, height) => `${width} × ${height} pixel`,
    frames: (size, frames) => `${size} in ${frames} fotogrammi`,
    notReplaceable: (type, extension) =>
      `è un file ${type} e non può sostituirne uno il cui indirizzo finisce in ${extension}. Caricalo come nuovo file.`,
  },
  fr: {
    quotes: ['« ', ' »'],
    uploadable: (pictures, audio, video, documents) =>
      `Vous pouvez envoyer des images (${pictures}), du son (${audio}), des vidéos (${video}) et des ${documents}.`,
    heic:
      'est une image HEIC, que la plupart des navigateurs n’affichent pas. Enregistrez-la en JPEG et envoyez celle-ci ; ' +
      'les iPhone photographient en JPEG avec Réglages > Appareil photo > Formats > Le plus compatible.',
    animatedPng:
      'est un PNG animé, dont seule la première image serait gardée. Enregistrez-le en WebP ou GIF animé et envoyez celui-ci.',
    otherPicture: (detected) =>
      `est une image de type ${detected}, que les navigateurs n’affichent pas. Enregistrez-la en JPEG, PNG ou WebP et envoyez celle-ci.`,
    otherType: (detected) => `est de type ${detected}.`,
    noType: 'n’est pas d’un type que l’on peut envoyer.',
    damaged: 'n’est pas une image valide : elle est endommagée ou incomplète.',
    tooLarge: (size, megapixels) =>
      `a ${size} ; une image peut avoir ${megapixels} mégapixels. Réduisez-la et envoyez celle-ci.`,
    pixels: (width, height) => `${width} × ${height} pixels`,
    frames: (size, frames) => `${size} en ${frames} images`,
    notReplaceable: (type, extension) =>
      `est un fichier ${type} et ne peut pas remplacer un fichier dont l’adresse finit par ${extension}. Envoyez-le comme nouveau fichier.`,
  },
  es: {
    quotes: ['«', '»'],
    uploadable: (pictures, audio, video, documents) =>
      `Puedes subir imágenes (${pictures}), audio (${audio}), vídeo (${video}) y ${documents}.`,
    heic:
      'es una imagen HEIC, que la mayoría de los navegadores no muestra. Guárdala como JPEG y sube esa; ' +
      'los iPhone hacen fotos JPEG con Ajustes > Cámara > Formatos > Más compatible.',
    animatedPng:
      'es un PNG animado, del que solo quedaría el primer fotograma. Guárdalo como WebP o GIF animado y sube ese.',
    otherPicture: (detected) =>
      `es una imagen de tipo ${detected}, que los navegadores no muestran. Guárdala como JPEG, PNG o WebP y sube esa.`,
    otherType: (detected) => `es de tipo ${detected}.`,
    noType: 'no es de un tipo que se pueda subir.',
    damaged: 'no es una imagen válida: está dañada o incompleta.',
    tooLarge: (size, megapixels) =>
      `tiene ${size}; una imagen puede tener ${megapixels} megapíxeles. Redúcela y sube esa.`,
    pixels: (width, height) => `${width} × ${height} píxeles`,
    frames: (size, frames) => `${size} en ${frames} fotogramas`,
    notReplaceable: (type, extension) =>
      `es un archivo ${type} y no puede reemplazar a uno cuya dirección termina en ${extension}. Súbelo como archivo nuevo.`,
  },
};
