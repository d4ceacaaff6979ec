"""Figures: pure functions from small values to a plotly figure or an ECharts option."""
