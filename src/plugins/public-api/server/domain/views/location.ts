import { z } from 'zod';
import { documentFields, documentId, nullableText } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';

const moodCategories = ['cosmic_tech', 'warm_intimate', 'hybrid'] as const;

const themeSchema = z
  .strictObject({
    primary_color: nullableText,
    secondary_color: nullableText,
    accent_color: nullableText,
    dark_color: nullableText,
    css_gradient: nullableText,
    mood_keywords: z.array(z.string()),
  })
  .meta({ id: 'Theme' });

export const locationSchema = z
  .strictObject({
    id: documentId,
    slug,
    name: nullableText,
    capacity: z.int().nullable(),
    slurl: nullableText,
    mood_category: z.enum(moodCategories).nullable(),
    theme: themeSchema.nullable(),
    tagline: nullableText,
    description: nullableText.describe('Markdown'),
    architecture_notes: nullableText.describe('Markdown'),
    atmosphere_notes: nullableText.describe('Markdown'),
    cover: mediaSchema.nullable(),
    gallery: z.array(mediaSchema),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'Location' });
export type LocationView = z.infer<typeof locationSchema>;

export const locationColumns = {
  slug: columns.text,
  name: columns.text,
  capacity: columns.integer,
  slurl: columns.text,
  moodCategory: columns.choice(moodCategories),
  tagline: columns.text,
  description: columns.text,
  architectureNotes: columns.text,
  atmosphereNotes: columns.text,
  sortOrder: columns.integer,
};

export const themeColumns = {
  primaryColor: columns.text,
  secondaryColor: columns.text,
  accentColor: columns.text,
  darkColor: columns.text,
  cssGradient: columns.text,
  moodKeywords: columns.textList,
};

function toTheme(theme: columns.Values<typeof themeColumns>): NonNullable<LocationView['theme']> {
  return {
    primary_color: theme.primaryColor,
    secondary_color: theme.secondaryColor,
    accent_color: theme.accentColor,
    dark_color: theme.darkColor,
    css_gradient: theme.cssGradient,
    mood_keywords: theme.moodKeywords,
  };
}

export interface LocationParts {
  theme: columns.Values<typeof themeColumns> | undefined;
  cover: Media | undefined;
  gallery: Media[];
}

export function toLocation(
  location: columns.Localized<typeof locationColumns>,
  parts: LocationParts,
): LocationView {
  return {
    id: location.documentId,
    slug: location.slug ?? '',
    name: location.name,
    capacity: location.capacity,
    slurl: location.slurl,
    mood_category: location.moodCategory,
    theme: parts.theme ? toTheme(parts.theme) : null,
    tagline: location.tagline,
    description: location.description,
    architecture_notes: location.architectureNotes,
    atmosphere_notes: location.atmosphereNotes,
    cover: parts.cover ?? null,
    gallery: parts.gallery,
    sort_order: location.sortOrder ?? 0,
    ...columns.documentFieldsOf(location),
  };
}
