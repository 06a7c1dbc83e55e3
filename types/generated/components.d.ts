import type { Schema, Struct } from '@strapi/strapi';

export interface ClubLineUpEntry extends Struct.ComponentSchema {
  collectionName: 'components_club_line_up_entries';
  info: {
    displayName: 'Line-up entry';
    icon: 'microphone';
  };
  attributes: {
    artist: Schema.Attribute.Relation<'manyToOne', 'api::artist.artist'>;
    endTime: Schema.Attribute.DateTime;
    position: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    role: Schema.Attribute.Enumeration<['headliner', 'support', 'dj', 'host', 'guest']> &
      Schema.Attribute.Required &
      Schema.Attribute.DefaultTo<'headliner'>;
    startTime: Schema.Attribute.DateTime;
  };
}

export interface ClubLink extends Struct.ComponentSchema {
  collectionName: 'components_club_links';
  info: {
    displayName: 'Link';
    icon: 'link';
  };
  attributes: {
    kind: Schema.Attribute.Enumeration<
      [
        'website',
        'youtube',
        'facebook',
        'instagram',
        'soundcloud',
        'bandcamp',
        'spotify',
        'mixcloud',
        'twitch',
        'discord',
        'second_life',
        'tickets',
        'stream',
        'other',
      ]
    > &
      Schema.Attribute.Required &
      Schema.Attribute.DefaultTo<'website'>;
    label: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 100;
      }>;
    url: Schema.Attribute.String &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 500;
      }>;
  };
}

export interface ClubTheme extends Struct.ComponentSchema {
  collectionName: 'components_club_themes';
  info: {
    displayName: 'Theme';
    icon: 'paint';
  };
  attributes: {
    accentColor: Schema.Attribute.String & Schema.Attribute.CustomField<'plugin::content.color'>;
    cssGradient: Schema.Attribute.String &
      Schema.Attribute.SetMinMaxLength<{
        maxLength: 255;
      }>;
    darkColor: Schema.Attribute.String & Schema.Attribute.CustomField<'plugin::content.color'>;
    moodKeywords: Schema.Attribute.JSON & Schema.Attribute.CustomField<'plugin::content.string-list'>;
    primaryColor: Schema.Attribute.String & Schema.Attribute.CustomField<'plugin::content.color'>;
    secondaryColor: Schema.Attribute.String & Schema.Attribute.CustomField<'plugin::content.color'>;
  };
}

declare module '@strapi/strapi' {
  export namespace Public {
    export interface ComponentSchemas {
      'club.line-up-entry': ClubLineUpEntry;
      'club.link': ClubLink;
      'club.theme': ClubTheme;
    }
  }
}
