import type * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Information, WarningCircle } from '@strapi/icons';

const looks = {
  info: { colour: 'neutral700', background: 'neutral0', border: 'neutral200', Icon: Information },
  warning: { colour: 'warning700', background: 'warning100', border: 'warning200', Icon: WarningCircle },
  danger: { colour: 'danger700', background: 'danger100', border: 'danger200', Icon: WarningCircle },
} as const;

interface NoteProps {
  kind: keyof typeof looks;
  title: string;
  children?: React.ReactNode;
  /** Screen readers announce it when it appears. */
  isLive?: boolean;
}

/** Something that stays true: unlike the design system's Alert it cannot be closed. */
export const Note = ({ kind, title, children, isLive = false }: NoteProps) => {
  const { colour, background, border, Icon } = looks[kind];
  return (
    <Flex
      gap={3}
      alignItems="flex-start"
      background={background}
      borderColor={border}
      hasRadius
      padding={5}
      role={isLive ? 'status' : 'note'}
    >
      <Box paddingTop="2px" aria-hidden>
        <Icon fill={colour} />
      </Box>
      <Box flex="1" minWidth={0} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        <Typography fontWeight="bold" textColor={colour} tag="p">
          {title}
        </Typography>
        {children !== undefined && (
          <Typography textColor="neutral800" tag="div">
            {children}
          </Typography>
        )}
      </Box>
    </Flex>
  );
};
