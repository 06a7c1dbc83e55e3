import { z } from 'zod';
import type { AdminApi } from './admin-api';
import type { StaffRole } from './staff';

const roleList = z.object({ data: z.array(z.object({ id: z.number(), code: z.string() })) });
const invited = z.object({ data: z.object({ registrationToken: z.string() }) });

export interface Account {
  email: string;
  password: string;
}

/** Somebody who was invited with one of the roles that every club has, as an administrator does it, and has accepted. */
export async function inviteStaff(api: AdminApi, code: StaffRole, firstname: string): Promise<Account> {
  const { data: roles } = roleList.parse(await api.get('/admin/roles'));
  const role = roles.find((each) => each.code === code);
  const email = `${firstname.toLowerCase()}@club.example`;
  const user = { firstname, lastname: 'Staff', email, roles: [role?.id] };
  const { registrationToken } = invited.parse(await api.post('/admin/users', user)).data;
  const account = { email, password: 'Only-for-tests-1' };
  const userInfo = { firstname, lastname: 'Staff', password: account.password };
  await api.post('/admin/register', { registrationToken, userInfo });
  return account;
}
