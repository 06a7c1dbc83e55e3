import type { JobStory } from '../../../contract/job';
import { Note } from '../../components/Note';
import { PauseNote } from '../../components/PauseNote';
import { useTexts } from '../../hooks/useTexts';

/** What is wrong with a job, and why it waits. */
export const Notes = ({ job }: { job: JobStory }) => {
  const t = useTexts();
  const waits = job.state === 'pending' || job.state === 'delayed';
  return (
    <>
      {waits && job.pause && (
        <Note kind="warning" title={t('job.paused')}>
          <PauseNote pause={job.pause} />
        </Note>
      )}
      {job.error !== null && (
        <Note
          kind={job.state === 'failed' ? 'danger' : 'info'}
          title={t(job.state === 'failed' ? 'job.failed' : 'job.last-error')}
        >
          {job.error}
        </Note>
      )}
    </>
  );
};
