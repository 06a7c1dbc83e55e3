import { Box } from '@strapi/design-system';

/** The design system's own is made for dark grounds. @param share from 0 to 100 */
export const ProgressBar = ({ share, label }: { share: number; label: string }) => (
  <Box
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share)}
    background="neutral200"
    hasRadius
    height="0.8rem"
    overflow="hidden"
  >
    <Box background="primary600" height="100%" width={`${share}%`} />
  </Box>
);
