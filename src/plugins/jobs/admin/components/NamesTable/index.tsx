import { Table, Tbody, Th, Thead, Tr, Typography, VisuallyHidden } from '@strapi/design-system';
import { states, type State } from '../../../contract/job';
import type { NameOverview } from '../../../contract/overview';
import { useTexts } from '../../hooks/useTexts';
import { NameRow } from './NameRow';

interface NamesTableProps {
  names: readonly NameOverview[];
  mayManage: boolean;
  /** Shows the jobs of a name and a state. */
  onShow: (name: string, state: State | null) => void;
  /** Called when something was done to a name. */
  onChanged: () => void;
}

/** How things stand by name, and what can be done to all jobs of one. */
export const NamesTable = ({ names, mayManage, onShow, onChanged }: NamesTableProps) => {
  const t = useTexts();
  return (
    <Table colCount={states.length + (mayManage ? 2 : 1)} rowCount={names.length + 1}>
      <Thead>
        <Tr>
          <Th>
            <Typography variant="sigma">{t('names.name')}</Typography>
          </Th>
          {states.map((state) => (
            <Th key={state}>
              <Typography variant="sigma">{t(`states.${state}`)}</Typography>
            </Th>
          ))}
          {mayManage && (
            <Th>
              <VisuallyHidden>{t('names.actions')}</VisuallyHidden>
            </Th>
          )}
        </Tr>
      </Thead>
      <Tbody>
        {names.map((each) => (
          <NameRow key={each.name} {...each} mayManage={mayManage} onShow={onShow} onChanged={onChanged} />
        ))}
      </Tbody>
    </Table>
  );
};
