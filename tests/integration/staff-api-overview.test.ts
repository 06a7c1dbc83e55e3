import { startClub, type Club } from '../support/club';
import { registerIntegration } from '../support/integrations';
import { testJob, withJobs } from '../support/jobs';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { readsOf } from '../../src/plugins/public-api/server/services/reads';
import { memberOfRole, staffClient, type StaffClient } from '../support/staff-api';
import { remoteServer } from '../support/remote-server';
import { ask } from '../support/v1';

let club: Club;
let admin: StaffClient;
let owner: string;
let authorization: string;
