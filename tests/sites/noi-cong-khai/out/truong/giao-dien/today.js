an asset of the theme
