import { useEffect, useState } from 'preact/hooks';
import type { TensorWindow } from '../protocol/messages';
import { usePanel } from './context';
import { messageOf } from './message-of';
import { useReport } from './content-context';

interface Loaded {
  readonly key: string;
  readonly values: readonly Float64Array[];
}

/** The values of a part of a tensor, fetched from the host; what was shown stays until a new report's come. */
export function useValues(wanted: TensorWindow): {
  values: readonly Float64Array[] | null;
  error: string | null;
} {
  const { request } = usePanel();
  const report = useReport();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<string | null>(null);
  const key = JSON.stringify(wanted);
  useEffect(() => {
    let current = true;
    request('window', wanted).then(
      (values) => {
        if (!current) return;
        setLoaded({ key, values });
        setError(null);
      },
      (error: unknown) => {
        if (current) setError(messageOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [request, report, key]);
  return { values: loaded?.key === key ? loaded.values : null, error };
}
