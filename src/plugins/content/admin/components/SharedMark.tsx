import { Flex, Tooltip, VisuallyHidden } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useTexts } from '../hooks/useTexts';

/** Stands at the name of a field that a translation has from English. */
export function SharedMark() {
  const text = useTexts()('shared-field');
  return (
    <Flex tag="span" title={text}>
      <VisuallyHidden tag="span">{text}</VisuallyHidden>
      <Tooltip label={text}>
        <Lock aria-hidden focusable={false} width="1.2rem" height="1.2rem" fill="neutral500" />
      </Tooltip>
    </Flex>
  );
}
