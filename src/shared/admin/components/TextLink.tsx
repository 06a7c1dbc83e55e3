import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

/** A link within the panel, in a sentence or a table. */
export const TextLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary600};
  text-decoration: none;
  &:hover {
    text-decoration: underline;
  }
`;
