module sonde/shop/cart

go 1.24
