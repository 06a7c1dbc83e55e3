import type { InputProps } from '../fields/input-props';
import { StartTimeInput } from './StartTimeInput';
import { TimeInput } from './TimeInput';

/**
 * The input for dates with times, in place of Strapi's own, which shows them in the browser's time zone and does not say
 * so.
 */
const DateTimeInput = (props: InputProps) =>
  props.name === 'startTime' ? <StartTimeInput {...props} /> : <TimeInput {...props} />;

export default DateTimeInput;
