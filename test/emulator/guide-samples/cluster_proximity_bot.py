import requests
import time
import os

API_KEY = os.environ['KF_API_KEY']
BASE = 'https://api.thekingfisher.io/v1'
HEADERS = {'Authorization': f'Bearer {API_KEY}'}

def get_clusters(asset):
    resp = requests.get(f'{BASE}/liquidations/{asset}',
                        headers=HEADERS,
                        params={'exchange': 'all', 'timeframe': '1D'})
    return resp.json()

def get_tof(asset):
    resp = requests.get(f'{BASE}/tof/{asset}', headers=HEADERS)
    return resp.json()

def scan_for_setups(assets=['BTC', 'ETH', 'SOL']):
    setups = []
    for asset in assets:
        data = get_clusters(asset)
        price = data['current_price']

        # Find large clusters within 2% of current price
        for c in data['clusters']:
            dist = abs(c['price'] - price) / price * 100
            if dist < 2:
                size = max(c['long_liquidations'], c['short_liquidations'])
                if size > 1_000_000_000:  # $1B+
                    side = 'long_cluster' if c['long_liquidations'] > c['short_liquidations'] else 'short_cluster'
                    setups.append({
                        'asset': asset,
                        'price': c['price'],
                        'size_b': size / 1e9,
                        'side': side,
                        'distance_pct': round(dist, 2)
                    })
    return setups

# Run every 15 minutes
while True:
    setups = scan_for_setups()
    if setups:
        for s in setups:
            print(f"ALERT: {s['asset']} ${s['price']:,.0f} "
                  f"{s['side']} ${s['size_b']:.1f}B "
                  f"({s['distance_pct']}% away)")
    time.sleep(900)
