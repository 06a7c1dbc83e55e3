import { darkTheme, TextInput } from '@strapi/design-system';
import { styled } from 'styled-components';

/** An input with a part that the browser draws: without `color-scheme` the button of a time is black on black. */
export const NativeInput = styled(TextInput)`
  color-scheme: ${({ theme }) => (theme.colors.neutral0 === darkTheme.colors.neutral0 ? 'dark' : 'light')};
`;
