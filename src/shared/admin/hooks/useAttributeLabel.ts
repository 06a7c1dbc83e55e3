import * as React from 'react';
import { useIntl } from 'react-intl';
import { typeId } from '../label-ids';

/** The label of an attribute of a content type, as its form has it. @param uid of the type */
export function useAttributeLabel(uid: string): (attribute: string) => string {
  const intl = useIntl();
  return React.useCallback(
    (attribute) => intl.formatMessage({ id: `${typeId(uid)}.${attribute}`, defaultMessage: attribute }),
    [intl, uid],
  );
}
