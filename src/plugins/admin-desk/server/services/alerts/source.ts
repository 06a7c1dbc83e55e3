import type { Core } from '@strapi/strapi';
import type { Card } from '../../../../integrations/contract/integrations';
import type { Alert } from '../../../contract/home';
import type { Staff } from '../access';

export interface AlertContext {
  strapi: Core.Strapi;
  /** Whoever asks: what they may not do is not proposed to them. */
  staff: Staff;
  /** How the integrations stand; read once. */
  cards: () => Promise<Card[]>;
}

export interface AlertReading {
  alerts: Alert[];
  /** Of this kind there may be more than are listed. */
  isCutOff?: boolean;
}

/** A kind of alert that does not pass by itself. */
export interface AlertSource {
  kind: Alert['kind'];
  /** Whether somebody may see alerts of this kind. */
  isFor(staff: Staff): boolean;
  /** What needs a person now. */
  read(context: AlertContext): Promise<AlertReading>;
}
