"""Campaigns against loss: crashes, failing disks, power cuts, damage, two at once, odd clocks, little memory."""
