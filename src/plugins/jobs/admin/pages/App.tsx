import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissionFor } from '../../../../shared/admin/permissions';
import { readAction } from '../../contract/permissions';
import { JobPage } from './JobPage';
import { OverviewPage } from './OverviewPage';

const App = () => (
  <Page.Protect permissions={permissionFor(readAction)}>
    <Routes>
      <Route index element={<OverviewPage />} />
      <Route path=":id" element={<JobPage />} />
    </Routes>
  </Page.Protect>
);

export default App;
