import type { LocationView, Media } from '../../contract/content';
import { choice, integer, text, textList } from '../columns';
import { documentFieldsOf, type Localized, type Values } from '../translation';

export const locationColumns = {
  slug: text,
  name: text,
  capacity: integer,
  slurl: text,
  moodCategory: choice(['cosmic_tech', 'warm_intimate', 'hybrid']),
  tagline: text,
  description: text,
  architectureNotes: text,
  atmosphereNotes: text,
  sortOrder: integer,
};

export const themeColumns = {
  primaryColor: text,
  secondaryColor: text,
  accentColor: text,
  darkColor: text,
  cssGradient: text,
  moodKeywords: textList,
};

function toTheme(theme: Values<typeof themeColumns>): NonNullable<LocationView['theme']> {
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
  theme: Values<typeof themeColumns> | undefined;
  cover: Media | undefined;
  gallery: Media[];
}

export function toLocation(location: Localized<typeof locationColumns>, parts: LocationParts): LocationView {
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
    ...documentFieldsOf(location),
  };
}
