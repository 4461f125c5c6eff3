import requests
import time

def kf_get(url, headers, max_retries=3):
    for attempt in range(max_retries):
        try:
            resp = requests.get(url, headers=headers)
            if resp.status_code == 429:
                wait = int(resp.headers.get('Retry-After', 2 ** attempt))
                time.sleep(wait)
                continue
            resp.raise_for_status()
            return resp.json()
        except requests.HTTPError as e:
            if e.response.status_code >= 500:
                time.sleep(1)
            elif e.response.status_code == 401:
                raise  # Auth error won't fix itself
            else:
                raise
    return None
