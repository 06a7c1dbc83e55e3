import { Button, type ButtonProps } from '@strapi/design-system';
import { useAction } from '../hooks/useAction';

interface ActionButtonProps extends Omit<ButtonProps, 'onClick' | 'loading'> {
  /** What it does; see `useAction`. */
  action: () => Promise<string | null>;
  onDone: () => void;
}

/** A button that makes a request, and notifies of how that went. */
export const ActionButton = ({ action, onDone, ...button }: ActionButtonProps) => {
  const { isBusy, act } = useAction(onDone);
  return <Button {...button} loading={isBusy} onClick={() => void act(action)} />;
};
